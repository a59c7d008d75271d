//! Who may drive on a road or past a barrier, and in which direction.
//!
//! Sources: <https://wiki.openstreetmap.org/wiki/Key:access>, `Key:emergency`, `Key:oneway`.

use crate::class::{Access, Oneway, VehicleClass};
use crate::details::PerClass;

/// The keys of a class of vehicle itself.
fn own_key(class: VehicleClass) -> &'static str {
    match class {
        VehicleClass::Heavy => "hgv",
        VehicleClass::Ambulance | VehicleClass::Car => "motorcar",
        VehicleClass::Motorcycle => "motorcycle",
    }
}

/// The tags of a road or a barrier that say who may pass.
#[derive(Default)]
pub(super) struct AccessTags<'a> {
    access: Option<&'a str>,
    vehicle: Option<&'a str>,
    motor_vehicle: Option<&'a str>,
    emergency: Option<&'a str>,
    own: Vec<(&'a str, &'a str)>,
}

impl<'a> AccessTags<'a> {
    pub(super) fn take(&mut self, key: &'a str, value: &'a str) {
        match key {
            "access" => self.access = Some(value),
            "vehicle" => self.vehicle = Some(value),
            "motor_vehicle" => self.motor_vehicle = Some(value),
            "emergency" => self.emergency = Some(value),
            "hgv" | "motorcar" | "motorcycle" => self.own.push((key, value)),
            _ => {}
        }
    }

    /// What they say of a way. That emergency vehicles may pass keeps nobody else from it.
    pub(super) fn of_way(&self) -> Access {
        let general = self.motor_vehicle.or(self.vehicle).or(self.access);
        match (general, self.emergency) {
            (None, Some("no")) => Access::Closed,
            (None, _) => Access::Open,
            _ => self.told().unwrap_or_default(),
        }
    }

    /// What they say of classes of vehicle by name. What they say of emergency vehicles is more specific still.
    pub(super) fn by_class(&self) -> PerClass<Access> {
        let mut by_class = PerClass::default();
        for class in VehicleClass::ALL {
            if let Some((_, value)) = self.own.iter().find(|(key, _)| *key == own_key(class)) {
                by_class.set(class, self.unless_emergency(of_motor(value)));
            }
        }
        by_class
    }

    /// What they say, if anything. The more specific key wins: `emergency`, then `motor_vehicle`, `vehicle`, `access`.
    pub(super) fn told(&self) -> Option<Access> {
        let motor = self.motor_vehicle.or(self.vehicle);
        let access = match (motor, self.access) {
            (None, Some("no")) => Some(Access::Closed),
            (Some(value), _) | (None, Some(value)) => Some(of_motor(value)),
            (None, None) => None,
        };
        match (access, self.emergency) {
            (Some(access), _) => Some(self.unless_emergency(access)),
            (None, Some("no")) => Some(Access::Closed),
            (None, Some("yes" | "designated" | "official")) => Some(Access::EmergencyOnly),
            (None, _) => None,
        }
    }

    fn unless_emergency(&self, access: Access) -> Access {
        match self.emergency {
            Some("no") => Access::Closed,
            Some("yes" | "designated" | "official") if access != Access::Open => Access::EmergencyOnly,
            _ => access,
        }
    }
}

/// What a value means for whom it names. Signs that shut out motor traffic are exempted by settings.
fn of_motor(value: &str) -> Access {
    match value {
        "no" | "private" | "agricultural" | "forestry" => Access::Restricted,
        _ => Access::Open,
    }
}

/// The tags of a road that say in which direction it may be driven.
#[derive(Default)]
pub(super) struct OnewayTags<'a> {
    general: Option<&'a str>,
    emergency: Option<&'a str>,
    own: Vec<(&'a str, &'a str)>,
}

impl<'a> OnewayTags<'a> {
    pub(super) fn take(&mut self, key: &'a str, value: &'a str) {
        match key {
            "oneway" => self.general = Some(value),
            "oneway:emergency" => self.emergency = Some(value),
            "oneway:motor_vehicle" | "oneway:vehicle" => self.own.insert(0, ("", value)),
            _ => {
                if let Some(mode) = key.strip_prefix("oneway:") {
                    self.own.push((mode, value));
                }
            }
        }
    }

    /// What holds for all: what is said of emergency vehicles, or else of everybody, or what the road's kind implies.
    pub(super) fn general(&self, implied: Oneway) -> Oneway {
        let told = |value: Option<&str>| value.and_then(oneway);
        let motor = self.own.iter().find(|(mode, _)| mode.is_empty()).map(|&(_, value)| value);
        told(self.emergency).or(told(motor)).or(told(self.general)).unwrap_or(implied)
    }

    /// What is said of classes by name, unless emergency vehicles are mentioned.
    pub(super) fn by_class(&self) -> PerClass<Oneway> {
        let mut by_class = PerClass::default();
        for class in VehicleClass::ALL.into_iter().filter(|_| self.emergency.is_none()) {
            let own = self.own.iter().find(|(mode, _)| *mode == own_key(class));
            if let Some(told) = own.and_then(|(_, value)| oneway(value)) {
                by_class.set(class, told);
            }
        }
        by_class
    }
}

/// Lanes that change direction by the hour count as both ways.
fn oneway(value: &str) -> Option<Oneway> {
    match value {
        "yes" | "true" | "1" => Some(Oneway::Forward),
        "-1" | "reverse" => Some(Oneway::Backward),
        "no" | "false" | "0" | "reversible" | "alternating" => Some(Oneway::No),
        _ => None,
    }
}
