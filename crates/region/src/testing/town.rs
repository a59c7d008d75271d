//! The map of the invented town.

use super::pbf::MapData;

/// The OpenStreetMap id of the bridge's way.
pub const BRIDGE_WAY: i64 = 205;

/// Points of the town that tests speak of, as (longitude, latitude).
pub mod points {
    /// Pos Damkar Barat, the fire station of the west bank, on Jl. Kenanga near the bridge.
    pub const FIRE_WEST: (f64, f64) = (114.3660, -8.2099);
    /// Pos Damkar Timur, the fire station of the east bank's far end, on Jl. Dahlia.
    pub const FIRE_EAST: (f64, f64) = (114.3999, -8.2060);
    /// RSUD Kota Melati, the hospital, on Jl. Mawar.
    pub const HOSPITAL: (f64, f64) = (114.3603, -8.2070);
    /// Puskesmas Kenanga, the health centre, on the west bank.
    pub const CLINIC: (f64, f64) = (114.3625, -8.2101);
    /// Polsek Cempaka, the police station, on the east bank.
    pub const POLICE: (f64, f64) = (114.3751, -8.2140);
    /// A house on Jl. Cempaka, east bank, just over the bridge: whoever comes from the west needs the bridge.
    pub const HOUSE_EAST: (f64, f64) = (114.3751, -8.2120);
    /// The middle of the bridge, to close it.
    pub const BRIDGE: (f64, f64) = (114.3700, -8.2100);
    /// A house on the island, on a road that leads nowhere else.
    pub const ISLAND: (f64, f64) = (114.4105, -8.2100);
    /// A house on Jl. Melati, west bank.
    pub const HOUSE_WEST: (f64, f64) = (114.3630, -8.2151);
}

/// Corners that ways share: id, longitude, latitude.
const CORNERS: [(i64, f64, f64); 22] = [
    // Jl. Mawar, from north to south.
    (1, 114.3600, -8.1900),
    (2, 114.3600, -8.2050),
    (3, 114.3600, -8.2100),
    (4, 114.3600, -8.2150),
    // Jl. Kenanga, west bank, to the east.
    (5, 114.3630, -8.2100),
    (6, 114.3650, -8.2100),
    (7, 114.3680, -8.2100),
    // Jembatan Lama, then Jl. Kenanga, east bank.
    (8, 114.3720, -8.2100),
    (9, 114.3750, -8.2100),
    (10, 114.4000, -8.2100),
    // Jl. Melati.
    (11, 114.3680, -8.2150),
    // Gg. Anggrek.
    (12, 114.3630, -8.2080),
    (13, 114.3650, -8.2080),
    // Jl. Cempaka.
    (14, 114.3750, -8.2200),
    // Jl. Dahlia and Jl. Lingkar Utara.
    (15, 114.4000, -8.1900),
    (16, 114.3800, -8.1850),
    // Jl. Pulau, on the island.
    (17, 114.4100, -8.2100),
    (18, 114.4150, -8.2100),
    // A second Jl. Melati, far in the east of the town: the same name, another street.
    (19, 114.3900, -8.2100),
    (20, 114.3900, -8.2180),
    // Gg. III.
    (21, 114.3750, -8.2150),
    (22, 114.3770, -8.2150),
];

/// The town's map data.
pub fn town() -> MapData {
    let mut map = MapData::default();
    for (id, lon, lat) in CORNERS {
        map.node(id, lon, lat, &[]);
    }
    streets(&mut map);
    facilities(&mut map);
    let mut next = 1000;
    surroundings(&mut map, &mut next);
    map
}

fn streets(map: &mut MapData) {
    let two_way = |name| [("highway", "residential"), ("name", name)];
    map.way(201, &[1, 2, 3, 4], &[("highway", "secondary"), ("name", "Jl. Mawar")]);
    map.way(202, &[3, 5, 6, 7], &[("highway", "primary"), ("name", "Jl. Kenanga")]);
    map.way(203, &[4, 11], &[("highway", "residential"), ("name", "Jl. Melati"), ("oneway", "yes")]);
    map.way(204, &[11, 7], &two_way("Jl. Flamboyan"));
    map.way(
        BRIDGE_WAY,
        &[7, 8],
        &[
            ("highway", "primary"),
            ("name", "Jembatan Lama"),
            ("bridge", "yes"),
            ("alt_name", "Jembatan Merah"),
        ],
    );
    map.way(206, &[8, 9, 19, 10], &[("highway", "primary"), ("name", "Jl. Kenanga")]);
    map.way(207, &[9, 21, 14], &two_way("Jl. Cempaka"));
    map.way(208, &[10, 15], &[("highway", "secondary"), ("name", "Jl. Dahlia")]);
    map.way(209, &[1, 16, 15], &[("highway", "tertiary"), ("name", "Jl. Lingkar Utara")]);
    map.way(210, &[5, 12, 13], &[("highway", "living_street"), ("name", "Gg. Anggrek")]);
    map.way(211, &[17, 18], &two_way("Jl. Pulau"));
    map.way(212, &[19, 20], &two_way("Jl. Melati"));
    map.way(213, &[21, 22], &[("highway", "service"), ("name", "Gang III")]);
    map.way(214, &[6, 13], &[("highway", "residential"), ("name", "Jl. Jend. Ahmad Yani")]);
    // The edge of the extract: the last node is missing.
    map.way(215, &[16, 9_999_999], &[("highway", "track")]);
}

fn facilities(map: &mut MapData) {
    let at = |map: &mut MapData, id, (lon, lat), tags: &[(&str, &str)]| map.node(id, lon, lat, tags);
    at(map, 501, points::FIRE_WEST, &[("amenity", "fire_station"), ("name", "Pos Damkar Barat")]);
    at(map, 502, points::FIRE_EAST, &[("amenity", "fire_station"), ("name", "Pos Damkar Timur")]);
    at(map, 503, points::CLINIC, &[("amenity", "clinic"), ("name", "Puskesmas Kenanga")]);
    at(map, 504, points::POLICE, &[("amenity", "police"), ("name", "Polsek Cempaka")]);
    at(
        map,
        505,
        (114.3645, -8.2095),
        &[("amenity", "place_of_worship"), ("name", "Masjid Agung Baiturrahman")],
    );
    at(map, 506, (114.3770, -8.2105), &[("amenity", "marketplace"), ("name", "Pasar Cempaka")]);
    at(map, 507, points::HOUSE_WEST, &[("addr:housenumber", "14"), ("addr:street", "Jl. Melati")]);
    at(map, 508, (114.3640, -8.2151), &[("addr:housenumber", "16"), ("addr:street", "Jl. Melati")]);
    at(map, 509, (114.3900, -8.1873), &[("highway", "milestone"), ("distance", "12")]);
    at(map, 516, (114.3724, -8.1867), &[("highway", "milestone"), ("distance", "10")]);
    at(map, 510, (114.3660, -8.2140), &[("amenity", "school"), ("name", "SDN 2 Kepatihan")]);
    at(map, 511, (114.3640, -8.2120), &[("place", "village"), ("name", "Kepatihan")]);
    at(map, 512, (114.3780, -8.2130), &[("place", "village"), ("name", "Sumberejo")]);
    at(map, 513, (114.3700, -8.2095), &[("place", "town"), ("name", "Kota Melati")]);
    at(map, 514, points::ISLAND, &[("place", "island"), ("name", "Pulau Tabuhan")]);
    // The hospital once more, as a point in its building.
    at(map, 515, points::HOSPITAL, &[("amenity", "hospital"), ("name", "RSUD Kota Melati")]);
}

/// What has an area: hospital, river, buildings, fields, villages.
fn surroundings(map: &mut MapData, next: &mut i64) {
    let (lon, lat) = points::HOSPITAL;
    let hospital = ring(map, next, (lon - 0.0004, lat - 0.0006), (lon + 0.0004, lat + 0.0006));
    map.way(301, &hospital, &[("amenity", "hospital"), ("name", "RSUD Kota Melati"), ("building", "yes")]);
    let river = ring(map, next, (114.3690, -8.2300), (114.3710, -8.1880));
    map.way(302, &river, &[("natural", "water"), ("water", "river"), ("name", "Kali Melati")]);
    let house = ring(map, next, (114.3628, -8.2153), (114.3632, -8.2150));
    map.way(303, &house, &[("building", "house")]);
    let field = ring(map, next, (114.3800, -8.2200), (114.3880, -8.2120));
    map.way(304, &field, &[("landuse", "farmland")]);
    // A lake with an island in it.
    let shore = ring(map, next, (114.3850, -8.2080), (114.3890, -8.2040));
    let islet = ring(map, next, (114.3865, -8.2065), (114.3875, -8.2055));
    map.way(305, &shore, &[]);
    map.way(306, &islet, &[]);
    let lake = [("type", "multipolygon"), ("natural", "water"), ("name", "Telaga Melati")];
    map.relation(401, &[(305, "outer"), (306, "inner")], &lake);
    // Two villages that share the river as their border; the western one in two ways.
    let (south, north) = (-8.2250, -8.1950);
    let corners = [
        (114.3550, north),
        (114.3700, north),
        (114.3700, south),
        (114.3550, south),
        (114.3950, south),
        (114.3950, north),
    ];
    let ids: Vec<i64> = corners.iter().map(|corner| node(map, next, *corner)).collect();
    map.way(307, &[ids[1], ids[0], ids[3], ids[2]], &[]);
    map.way(308, &[ids[1], ids[2]], &[]);
    map.way(309, &[ids[1], ids[5], ids[4], ids[2]], &[]);
    let village =
        |name| [("type", "boundary"), ("boundary", "administrative"), ("admin_level", "7"), ("name", name)];
    map.relation(402, &[(307, "outer"), (308, "outer")], &village("Kepatihan"));
    map.relation(403, &[(308, "outer"), (309, "outer")], &village("Sumberejo"));
    // Cut at the edge of the extract.
    map.relation(404, &[(307, "outer"), (999, "outer")], &village("Seberang"));
}

fn node(map: &mut MapData, next: &mut i64, (lon, lat): (f64, f64)) -> i64 {
    *next += 1;
    map.node(*next, lon, lat, &[]);
    *next
}

/// The closed ring of a box.
fn ring(map: &mut MapData, next: &mut i64, (west, south): (f64, f64), (east, north): (f64, f64)) -> [i64; 5] {
    let corner = |map: &mut MapData, next: &mut i64, lon, lat| node(map, next, (lon, lat));
    let a = corner(map, next, west, south);
    let b = corner(map, next, east, south);
    let c = corner(map, next, east, north);
    let d = corner(map, next, west, north);
    [a, b, c, d, a]
}
