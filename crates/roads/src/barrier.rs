//! Things that stand in the road.

use serde::{Deserialize, Serialize};

use crate::class::Access;
use crate::details::{Limits, PerClass};

/// A gate, a bollard or another barrier at one point of a road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barrier {
    /// What it is.
    pub kind: BarrierKind,
    /// Who may pass, where the map says so; otherwise its kind tells.
    pub access: Option<Access>,
    /// The same, where it differs for a class of vehicle.
    pub by_class: PerClass<Access>,
    /// What fits through.
    pub limits: Limits,
    /// Whether it is locked by night, as the gates of neighbourhoods are.
    pub shut_at_night: bool,
}

impl Barrier {
    /// One of which nothing but its kind is known.
    pub fn of(kind: BarrierKind) -> Self {
        let (by_class, limits) = (PerClass::default(), Limits::default());
        Self { kind, access: None, by_class, limits, shut_at_night: false }
    }
}

/// The kinds of barrier, after OpenStreetMap's `barrier` key on nodes. The names in a table of profiles are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarrierKind {
    /// A gate that swings, slides or lifts as a whole.
    Gate,
    /// Any gate that is tagged as locked.
    LockedGate,
    /// A boom that is lifted.
    LiftGate,
    /// A boom that swings to the side.
    SwingGate,
    /// Posts across the road.
    Bollard,
    /// Posts that sink into the road or can be taken out.
    OpeningBollard,
    /// Blocks, concrete barriers, planters, logs, debris.
    Block,
    /// A chain or a rope.
    Chain,
    /// A staggered fence that slows cyclists, or a narrow passage that keeps motorcycles out.
    CycleBarrier,
    /// A gate or a stile for people on foot.
    FootPassage,
    /// A trap or a sill that narrow or low cars do not cross.
    BusTrap,
    /// A grid that cattle do not cross.
    CattleGrid,
    /// A frame that high vehicles do not pass.
    HeightRestrictor,
    /// A toll booth.
    TollBooth,
    /// A border post, or a double gate with a guard.
    Checkpoint,
    /// Where a ferry is boarded; the network puts one wherever a ferry meets the land.
    FerryLanding,
    /// Anything else that is tagged as a barrier.
    Other,
}

impl BarrierKind {
    /// Number of kinds.
    pub const COUNT: usize = 17;

    /// The kind of a `barrier` value on a node of a road, or `None` for one that stops nobody.
    pub fn from_osm(barrier: &str) -> Option<Self> {
        Some(match barrier {
            "no" | "entrance" | "kerb" | "arch" => return None,
            "gate" | "sliding_gate" | "hampshire_gate" | "bump_gate" => Self::Gate,
            "lift_gate" | "sliding_beam" => Self::LiftGate,
            "swing_gate" => Self::SwingGate,
            "bollard" => Self::Bollard,
            "rising_bollard" => Self::OpeningBollard,
            "block" | "jersey_barrier" | "planter" | "log" | "debris" | "boulder" => Self::Block,
            "chain" | "rope" => Self::Chain,
            "cycle_barrier" | "motorcycle_barrier" => Self::CycleBarrier,
            "kissing_gate"
            | "wicket_gate"
            | "stile"
            | "horse_stile"
            | "turnstile"
            | "full-height_turnstile" => Self::FootPassage,
            "bus_trap" | "sump_buster" => Self::BusTrap,
            "cattle_grid" => Self::CattleGrid,
            "height_restrictor" => Self::HeightRestrictor,
            "toll_booth" => Self::TollBooth,
            "border_control" | "sally_port" => Self::Checkpoint,
            _ => Self::Other,
        })
    }

    /// Whether it is a gate that a lock would keep shut.
    pub(crate) fn can_be_locked(self) -> bool {
        matches!(self, Self::Gate | Self::LiftGate | Self::SwingGate | Self::Chain)
    }
}
