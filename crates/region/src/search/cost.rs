//! What a match lacks. Less is better, 0 is a name said in full; the sum ranks the hits before kind and distance.

/// The name has more words.
pub(super) const MORE_WORDS: u32 = 4;
/// The last word is the beginning of the name's word.
pub(super) const UNFINISHED: u32 = 2;
/// What kind of thing it is was not said: "Gubeng" is the place before its police station.
pub(super) const KIND_NOT_SAID: u32 = 3;
/// A street's rank was not said: "Jl. Mayangkara" is that before "Jl. Raya Mayangkara".
pub(super) const RANK_NOT_SAID: u32 = 1;
/// The first word is not where the name begins.
pub(super) const NOT_THE_BEGINNING: u32 = 1;
/// A word is the name of the place that it is in, or what it might be called.
pub(super) const NOT_IN_THE_NAME: u32 = 1;
/// A word is an initial of the other.
pub(super) const INITIAL: u32 = 1;
/// The same of a word that is nowhere: a typo is as likely.
pub(super) const INITIAL_OF_UNKNOWN: u32 = 24;
/// A hospital for a general hospital.
pub(super) const WIDER: u32 = 5;
/// A word is spelled in another way that sounds the same.
pub(super) const SPELLING: u32 = 3;
/// A word has a typo, or two.
pub(super) const TYPO: u32 = 20;
pub(super) const TWO_TYPOS: u32 = 30;
/// A word that tells names apart is missing.
pub(super) const MISSING: u32 = 40;
/// So is another one: who names a village and a town that the map hasn't names two.
pub(super) const MISSING_ANOTHER: u32 = 10;
/// It is the one that the street or thing is called by: "Melati" of "Jl. Melati Situbondo".
pub(super) const MISSING_HEAD: u32 = 6;
/// What the road goes to from there is not in its name.
pub(super) const MISSING_TOWARD: u32 = 3;
/// What is missing is only what kind of thing it is, a rank, or the number of a house.
pub(super) const MISSING_TYPE: u32 = 8;
/// A place is no hospital, and a hospital no village.
pub(super) const MISSING_OTHER_TYPE: u32 = 14;
pub(super) const MISSING_AREA: u32 = 4;
pub(super) const MISSING_TITLE: u32 = 2;
pub(super) const MISSING_HOUSE: u32 = 12;
