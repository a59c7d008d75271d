//! Every sentence that says why something wasn't done, in both languages, in one place.

use dispatch::{Refusal, RefusalCode};

use crate::api::{Language, Problem, ProblemKind};

/// Why a request got no answer, before it is put in words.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Trouble {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("the outcome of the write is unknown")]
    OutcomeUnknown,
    #[error("the log is not writable now")]
    JournalDown,
    #[error("the region's names can't be read")]
    NamesUnreadable,
    #[error("the room is closing")]
    Closing,
    #[error("this request is not for this role")]
    NotForYou,
    #[error("{0}")]
    Fault(String),
}

impl Trouble {
    /// In words for whoever asked.
    pub(crate) fn tell(&self, language: Language) -> Problem {
        let (kind, code, retry, (id, en)) = match self {
            Self::Refused(refusal) => {
                (ProblemKind::Refusal, code_of(refusal.code), false, filled(sentence(refusal.code), refusal))
            }
            Self::NotForYou => {
                let plain = Refusal::new(RefusalCode::NotPermitted);
                (ProblemKind::Refusal, code_of(plain.code), false, filled(sentence(plain.code), &plain))
            }
            Self::OutcomeUnknown => (
                ProblemKind::Unavailable,
                "outcome_unknown".to_owned(),
                true,
                both(
                    "Belum pasti tersimpan. Sedang diperiksa; coba lagi.",
                    "Not certain to be kept. It is being checked; try again.",
                ),
            ),
            Self::JournalDown => (
                ProblemKind::Unavailable,
                "journal_down".to_owned(),
                true,
                both(
                    "Jurnal tidak bisa ditulis. Catat di kertas, lalu coba lagi.",
                    "The log can't be written. Write on paper, then try again.",
                ),
            ),
            Self::NamesUnreadable => (
                ProblemKind::Unavailable,
                "names_unreadable".to_owned(),
                false,
                both(
                    "Nama tempat tidak bisa dibaca: bangun ulang wilayah ini. Klik peta, atau ketik koordinat atau kode plus.",
                    "Names of places can't be read: build the region again. Click the map, or type coordinates or a plus code.",
                ),
            ),
            Self::Closing => (
                ProblemKind::Unavailable,
                "closing".to_owned(),
                true,
                both("Ruang kendali sedang ditutup.", "The room is closing."),
            ),
            Self::Fault(_) => (
                ProblemKind::Fault,
                "fault".to_owned(),
                false,
                both(
                    "Ada kesalahan dalam aplikasi. Sudah dicatat.",
                    "Something is wrong in the application. It has been recorded.",
                ),
            ),
        };
        let message = match language {
            Language::Id => id,
            Language::En => en,
        };
        Problem { kind, code, message, retry }
    }
}

fn both(id: &str, en: &str) -> (String, String) {
    (id.to_owned(), en.to_owned())
}

/// The code as the wire spells it.
fn code_of(code: RefusalCode) -> String {
    let spelt = serde_json::to_value(code).ok();
    spelt.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn filled((id, en): (&str, &str), refusal: &Refusal) -> (String, String) {
    let fill = |sentence: &str| {
        let facts = refusal.facts.iter();
        facts.fold(sentence.to_owned(), |text, (name, fact)| text.replace(&format!("{{{name}}}"), fact))
    };
    (fill(id), fill(en))
}

fn sentence(code: RefusalCode) -> (&'static str, &'static str) {
    match code {
        RefusalCode::NotPermitted => ("Peran ini tidak boleh melakukannya.", "This role may not do that."),
        RefusalCode::UnknownCall => ("Panggilan itu tidak ada.", "There is no such call."),
        RefusalCode::UnknownIncident => ("Kejadian itu tidak ada.", "There is no such incident."),
        RefusalCode::UnknownUnit => ("Unit {unit} tidak ada.", "There is no unit {unit}."),
        RefusalCode::UnknownType => ("Pilih jenis kejadian dulu.", "Choose the incident type first."),
        RefusalCode::UnknownClosure => ("Penutupan jalan itu tidak ada.", "There is no such road closure."),
        RefusalCode::NoArea => (
            "Gambar dulu: lingkaran dengan jari-jari, atau sedikitnya tiga titik sudut.",
            "Draw it first: a circle with a radius, or at least three corners.",
        ),
        RefusalCode::UnknownHandover => ("Serah terima itu tidak ada.", "There is no such handover."),
        RefusalCode::UnknownItem => {
            ("Butir itu tidak ada dalam serah terima ini.", "The handover has no such item.")
        }
        RefusalCode::AlreadyThere => ("Sudah ada.", "It is there already."),
        RefusalCode::CallClosed => ("Panggilan {call} sudah ditutup.", "Call {call} is closed."),
        RefusalCode::CallOpen => ("Panggilan itu belum ditutup.", "That call is not closed."),
        RefusalCode::CallStage => {
            ("Langkah itu tidak cocok dengan keadaan panggilan.", "The call is not at that step.")
        }
        RefusalCode::CallHasIncident => {
            ("Panggilan itu sudah punya kejadian.", "The call has an incident already.")
        }
        RefusalCode::CallHasNoIncident => {
            ("Panggilan itu belum punya kejadian.", "The call has no incident.")
        }
        RefusalCode::IncidentClosed => {
            ("Kejadian K-{incident} sudah ditutup.", "Incident K-{incident} is closed.")
        }
        RefusalCode::IncidentOpen => ("Kejadian itu masih terbuka.", "The incident is open."),
        RefusalCode::UnitsStillAssigned => (
            "Masih ada {units} unit bertugas. Selesaikan dulu tugasnya.",
            "{units} units are still assigned. Clear them first.",
        ),
        RefusalCode::NoPlace => ("Tentukan lokasi dulu.", "Set the place first."),
        RefusalCode::NoUnits => ("Pilih sedikitnya satu unit.", "Choose at least one unit."),
        RefusalCode::UnitCommitted => ("{unit} sedang bertugas.", "{unit} is on another assignment."),
        RefusalCode::UnitNotOnDuty => ("{unit} tidak siap tugas.", "{unit} is not on duty."),
        RefusalCode::NotAssigned => {
            ("{unit} tidak bertugas di K-{incident}.", "{unit} is not assigned to K-{incident}.")
        }
        RefusalCode::StatusOrder => ("Status {unit} tidak bisa mundur.", "{unit}'s status can't go back."),
        RefusalCode::ReasonNeeded => ("Tulis alasannya dengan singkat.", "Give a short reason."),
        RefusalCode::TextNeeded => ("Isi dulu teksnya.", "The text is empty."),
        RefusalCode::TooLong => ("Terlalu panjang (paling banyak {most}).", "Too long ({most} at most)."),
        RefusalCode::UnknownFix => {
            ("Titik itu tidak ada pada panggilan ini.", "The call has no such location.")
        }
        RefusalCode::NumberGiven => (
            "Nomor itu dari sambungan telepon dan tetap begitu.",
            "The line gave that number, and it stands.",
        ),
        RefusalCode::LinkEnded => ("Tautan ini tidak berlaku lagi.", "This link has ended."),
        RefusalCode::UnknownPremise => ("Catatan tempat itu tidak ada.", "There is no such premise note."),
        RefusalCode::HandoverOpen => ("Serah terima lain belum selesai.", "Another handover is under way."),
        RefusalCode::HandoverClosed => {
            ("Serah terima itu sudah ditandatangani.", "That handover is signed and closed.")
        }
        RefusalCode::ItemsNotSigned => {
            ("{items} butir belum ditandatangani.", "{items} items are not signed.")
        }
        RefusalCode::NoHigherAlarm => (
            "Alarm {level} adalah tingkat tertinggi dalam rencana.",
            "Alarm {level} is the highest level planned.",
        ),
        RefusalCode::NoLowerAlarm => {
            ("Alarm 1 adalah tingkat terendah.", "Alarm 1 is the lowest level there is.")
        }
        RefusalCode::UnknownPriority => ("Prioritas antara 1 dan 5.", "A priority is from 1 to 5."),
        RefusalCode::SameIncident => (
            "K-{incident} tidak bisa digabung dengan dirinya sendiri.",
            "K-{incident} can't be merged with itself.",
        ),
        RefusalCode::Merged => (
            "K-{incident} sudah digabung ke K-{into}. Pisahkan dulu.",
            "K-{incident} is merged into K-{into}. Undo that first.",
        ),
        RefusalCode::NotMerged => ("K-{incident} tidak digabung.", "K-{incident} is not merged."),
        RefusalCode::UnitFree => ("{unit} sedang siap: kirim saja.", "{unit} is free: just send it."),
        RefusalCode::OnThisIncident => {
            ("{unit} sudah bertugas di kejadian ini.", "{unit} is on this incident already.")
        }
        RefusalCode::UnitArrived => (
            "{unit} sudah di lokasi K-{incident} dan tidak bisa dialihkan.",
            "{unit} is on scene at K-{incident} and can't be diverted.",
        ),
        RefusalCode::NotMoreUrgent => (
            "K-{incident} sama atau lebih mendesak: {unit} tidak dialihkan.",
            "K-{incident} is as urgent or more: {unit} is not diverted.",
        ),
        RefusalCode::NotQueued => {
            ("{unit} tidak mengantre untuk K-{incident}.", "{unit} is not queued for K-{incident}.")
        }
        RefusalCode::UnknownAlarm => ("Alarm itu sudah hilang.", "That alarm is gone."),
    }
}
