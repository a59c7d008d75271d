//! Who may drive on a road or past a barrier, and in which direction.
//!
//! Sources: <https://wiki.openstreetmap.org/wiki/Key:access>, `Key:emergency`, `Key:motorcar`, `Key:oneway`,
//! `Tag:service=emergency_access`.

use crate::class::{Access, Oneway, VehicleClass};
use crate::details::PerClass;

/// The key of a class of vehicle itself.
fn own_key(class: VehicleClass) -> &'static str {
    match class {
        VehicleClass::Heavy => "hgv",
        VehicleClass::Ambulance | VehicleClass::Car => "motorcar",
        VehicleClass::Motorcycle => "motorcycle",
    }
}

/// What is said of a class by name. What is forbidden to cars is forbidden to lorries: a sign against all that has four
/// wheels or more, as at the mouth of an alley, is tagged `motorcar=no`. What is open to cars need not be to lorries.
fn named<T>(
    class: VehicleClass,
    told: impl Fn(&str) -> Option<T>,
    forbids: impl Fn(&T) -> bool,
) -> Option<T> {
    let of_cars = || told("motorcar").filter(|value| class == VehicleClass::Heavy && forbids(value));
    told(own_key(class)).or_else(of_cars)
}

/// The tags of a road or a barrier that say who may pass.
#[derive(Default)]
pub(super) struct AccessTags<'a> {
    access: Option<&'a str>,
    vehicle: Option<&'a str>,
    motor_vehicle: Option<&'a str>,
    emergency: Option<&'a str>,
    service: Option<&'a str>,
    /// Whether buses may pass.
    buses: bool,
    own: Vec<(&'a str, &'a str)>,
}

impl<'a> AccessTags<'a> {
    pub(super) fn take(&mut self, key: &'a str, value: &'a str) {
        match key {
            "access" => self.access = Some(value),
            "vehicle" => self.vehicle = Some(value),
            "motor_vehicle" => self.motor_vehicle = Some(value),
            "emergency" => self.emergency = Some(value),
            "service" => self.service = Some(value),
            "bus" | "psv" => self.buses |= matches!(value, "yes" | "designated" | "official" | "permissive"),
            "hgv" | "motorcar" | "motorcycle" => self.own.push((key, value)),
            _ => {}
        }
    }

    /// What they say of a way of a kind that is, untold, for motor traffic or not. That emergency vehicles may pass keeps
    /// nobody else from it where motor traffic is.
    pub(super) fn of_way(&self, for_motors: bool) -> Access {
        match (self.general(), self.emergency()) {
            (None, Some(false)) => Access::Closed,
            (None, Some(true)) if !for_motors || self.is_emergency_road() => Access::EmergencyOnly,
            (None, _) => Access::Open,
            _ => self.told().unwrap_or_default(),
        }
    }

    /// What they say of classes of vehicle by name. What they say of emergency vehicles is more specific still. On a way
    /// that is, untold, not for motor traffic it is as much as a name that motor vehicles are mentioned.
    pub(super) fn by_class(&self, for_motors: bool) -> PerClass<Access> {
        let told = |key: &str| self.own.iter().find(|(own, _)| *own == key).map(|(_, value)| of_motor(value));
        let motors =
            self.motor_vehicle.or(self.vehicle).map(of_motor).filter(|access| *access == Access::Open);
        let mut by_class = PerClass::default();
        for class in VehicleClass::ALL {
            let own = named(class, told, |access| *access != Access::Open);
            if let Some(access) = own.or(motors.filter(|_| !for_motors)) {
                by_class.set(class, self.unless_emergency(access));
            }
        }
        by_class
    }

    /// What they say, if anything. The more specific key wins: `emergency`, then `motor_vehicle`, `vehicle`, `access`.
    pub(super) fn told(&self) -> Option<Access> {
        let motor = self.motor_vehicle.or(self.vehicle);
        let access = match (motor, self.access) {
            // Where buses drive, nothing but a sign keeps others out. One more "no" opens nothing.
            (None | Some("no"), Some("no")) if !self.buses => Some(Access::Closed),
            (Some(value), _) | (None, Some(value)) => Some(of_motor(value)),
            (None, None) => None,
        };
        match (access, self.emergency()) {
            (Some(access), _) => Some(self.unless_emergency(access)),
            (None, Some(false)) => Some(Access::Closed),
            (None, Some(true)) => Some(Access::EmergencyOnly),
            (None, None) => None,
        }
    }

    /// Whether they shut out everybody, and don't mention emergency vehicles.
    pub(super) fn shut_out_all(&self) -> bool {
        self.emergency().is_none() && self.told() == Some(Access::Closed)
    }

    /// Takes the road for one that only buses use, unless its tags say who does.
    pub(super) fn are_for_buses(&mut self) {
        if self.general().is_none() {
            (self.access, self.buses) = (Some("no"), true);
        }
    }

    fn general(&self) -> Option<&'a str> {
        self.motor_vehicle.or(self.vehicle).or(self.access)
    }

    fn is_emergency_road(&self) -> bool {
        self.service == Some("emergency_access")
    }

    /// Whether emergency vehicles may pass, where that is said. A road that is there for them says so by its kind.
    fn emergency(&self) -> Option<bool> {
        match self.emergency {
            Some("no") => Some(false),
            Some("yes" | "designated" | "official" | "permissive" | "destination") => Some(true),
            _ => self.is_emergency_road().then_some(true),
        }
    }

    fn unless_emergency(&self, access: Access) -> Access {
        match self.emergency() {
            Some(false) => Access::Closed,
            Some(true) if access != Access::Open => Access::EmergencyOnly,
            _ => access,
        }
    }
}

/// What a value means for whom it names: of several the widest. Signs that shut out motor traffic are exempted by settings.
fn of_motor(values: &str) -> Access {
    let is_for_few = |value: &str| {
        let value = value.trim();
        let few =
            ["no", "private", "agricultural", "forestry", "military", "permit", "residents", "employees"];
        few.contains(&value)
    };
    if values.split(';').all(is_for_few) { Access::Restricted } else { Access::Open }
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
            let told = |mode: &str| {
                self.own.iter().find(|(own, _)| *own == mode).and_then(|(_, value)| oneway(value))
            };
            if let Some(told) = named(class, told, |told| *told != Oneway::No) {
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
