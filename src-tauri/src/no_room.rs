//! The page of a desk that has no room: what is wrong, and what to do about it, in both languages.

use std::io::ErrorKind;
use std::path::Path;

use room::{BasemapError, JournalError, LogError, MapError, OpenError, RegionError};

use crate::choosing::Choice;
use crate::desk::NoRoom;
use crate::place::Place;
use crate::protocol::{AGAIN, BASEMAP, OWN_MAP, REGION, ROOM};

/// What to say about one misfortune: a title and what to do, Indonesian and English, and commands to type.
struct Advice {
    id: [&'static str; 2],
    en: [&'static str; 2],
    commands: Vec<String>,
}

/// The page, Indonesian first; `room` is the folder that was told or chosen where there is no region yet.
pub(crate) fn page(why: &NoRoom, place: Option<&Place>, room: Option<&Path>) -> String {
    let Advice { id, en, commands } = advice(why, place);
    let reason = match why {
        NoRoom::NoPlace => String::new(),
        other => format!("<p class=\"why\">{}</p>", escaped(&chain(other))),
    };
    let commands = match commands.join("\n") {
        none if none.is_empty() => none,
        lines => format!("<pre>{}</pre>", escaped(&lines)),
    };
    let room = place.map(|place| place.room.as_path()).or(room);
    let basemap = place.and_then(|place| place.basemap.as_deref());
    let known = known(place.map(|place| place.region.as_path()), room, basemap);
    let parts = [
        ("{title}", id[0]),
        ("{what}", id[1]),
        ("{title_en}", en[0]),
        ("{what_en}", en[1]),
        ("{reason}", &reason),
        ("{commands}", &commands),
        ("{known}", &known),
        ("{buttons}", &buttons(why)),
    ];
    parts.iter().fold(include_str!("no_room.html").to_owned(), |page, (name, text)| page.replace(name, text))
}

/// Which region, which room and which basemap it is about.
fn known(region: Option<&Path>, room: Option<&Path>, basemap: Option<&Path>) -> String {
    let line = |name: &str, path: Option<&Path>| {
        let line = |path: &Path| format!("<dt>{name}</dt><dd>{}</dd>", escaped(&path.display().to_string()));
        path.map(line).unwrap_or_default()
    };
    let lines = line("Wilayah · Region", region)
        + &line("Ruang kendali · Room", room)
        + &line("Peta dasar · Basemap", basemap);
    if lines.is_empty() { lines } else { format!("<dl>{lines}</dl>") }
}

/// What may help: the first has the focus, and Enter presses it.
fn buttons(why: &NoRoom) -> String {
    let again = (AGAIN, "Coba lagi", "Try again");
    let choose = |choice: Choice| match choice {
        Choice::Region => (REGION, "Pilih berkas wilayah…", "Choose a region file…"),
        Choice::Room => (ROOM, "Pilih folder ruang kendali…", "Choose the room's folder…"),
        Choice::Basemap => (BASEMAP, "Pilih peta dasar…", "Choose a basemap…"),
    };
    let own_map = (OWN_MAP, "Pakai peta wilayah", "Use the region's own map");
    let offered = match why {
        NoRoom::NoPlace => vec![choose(Choice::Region), choose(Choice::Room)],
        NoRoom::NotARoom { .. } => vec![choose(Choice::Room), again],
        NoRoom::Open(OpenError::Map(MapError::Basemap(BasemapError::Unreadable { .. }))) => {
            vec![again, own_map, choose(Choice::Basemap)]
        }
        NoRoom::Open(OpenError::Map(MapError::Basemap(_))) => vec![own_map, choose(Choice::Basemap), again],
        NoRoom::Open(OpenError::Map(_)) => vec![again, choose(Choice::Region)],
        NoRoom::Open(OpenError::Log(_) | OpenError::Folder { .. }) => vec![again, choose(Choice::Room)],
        NoRoom::Settings(_) | NoRoom::Open(_) | NoRoom::Listen(_) => vec![again],
    };
    let form = |(index, (action, id, en)): (usize, &(&str, &str, &str))| {
        let (first, key) = if index == 0 { (" autofocus", "<kbd>Enter</kbd>") } else { ("", "") };
        format!(
            r#"<form action="{action}"><button{first}>{id} <span lang="en">{en}</span>{key}</button></form>"#
        )
    };
    offered.iter().enumerate().map(form).collect()
}

/// What stands there between the last try and the desk.
pub(crate) fn opening() -> String {
    include_str!("opening.html").to_owned()
}

fn advice(why: &NoRoom, place: Option<&Place>) -> Advice {
    match why {
        NoRoom::NoPlace => Advice {
            id: [
                "Meja ini belum punya ruang kendali",
                "Pilih berkas wilayah; meja ini lalu membuka ruang kendali di atasnya dan mengingat keduanya. Belum ada berkasnya? Buat dari data OpenStreetMap dengan perintah ini.",
            ],
            en: [
                "This desk has no dispatch room yet",
                "Choose a region file; the desk then opens a room on it and remembers both. No such file yet? Build one from OpenStreetMap data by the command above.",
            ],
            commands: vec!["sigap region build kota.osm.pbf --out kota.region".to_owned()],
        },
        NoRoom::NotARoom { .. } => Advice {
            id: [
                "Folder itu bukan ruang kendali",
                "Isinya berkas lain. Pilih folder ruang kendali yang sudah ada, atau folder kosong untuk ruang baru.",
            ],
            en: [
                "That folder is no room",
                "It holds other files. Choose the folder of a room, or an empty one for a new room.",
            ],
            commands: Vec::new(),
        },
        NoRoom::Open(OpenError::Map(MapError::Region(error))) => about_region(error, place),
        NoRoom::Open(OpenError::Log(LogError::Open(error))) => about_log(error, place),
        NoRoom::Open(OpenError::Log(_)) => about_log(&JournalError::NotAJournal, place),
        NoRoom::Open(OpenError::Map(MapError::Basemap(error))) => about_basemap(error),
        NoRoom::Settings(_) | NoRoom::Open(OpenError::Settings(_) | OpenError::Coverage(_)) => Advice {
            id: [
                "Pengaturan ruang kendali tidak bisa dipakai",
                "Perbaiki settings.toml di folder ruang kendali, atau pindahkan berkas itu agar berlaku pengaturan bawaan. Lalu coba lagi.",
            ],
            en: [
                "The room's settings can't be used",
                "Correct settings.toml in the room's folder, or move it away so that the shipped settings count. Then try again.",
            ],
            commands: Vec::new(),
        },
        NoRoom::Listen(_) => Advice {
            id: [
                "Alamat jaringan tidak bisa dipakai",
                "Program lain mungkin memakai alamat itu. Tutup program itu lalu coba lagi, atau buka meja dengan alamat lain di --serve.",
            ],
            en: [
                "The network address can't be used",
                "Another program may have it. Close that one and try again, or open the desk with another address for --serve.",
            ],
            commands: Vec::new(),
        },
        NoRoom::Open(OpenError::Folder { .. }) => Advice {
            id: [
                "Folder ruang kendali tidak bisa dipakai",
                "Periksa apakah disknya terpasang, tidak penuh, dan boleh ditulisi oleh pengguna ini. Lalu coba lagi.",
            ],
            en: [
                "The room's folder can't be used",
                "See whether its disk is there, is not full, and may be written by this user. Then try again.",
            ],
            commands: Vec::new(),
        },
        NoRoom::Open(_) => Advice {
            id: [
                "Ruang kendali tidak bisa dibuka",
                "Coba lagi. Kalau tetap gagal, kirim kalimat di bawah kepada yang merawat sistem ini.",
            ],
            en: [
                "The room can't be opened",
                "Try again. If it keeps failing, send the sentence above to whoever looks after this system.",
            ],
            commands: Vec::new(),
        },
    }
}

fn about_region(error: &RegionError, place: Option<&Place>) -> Advice {
    match error {
        RegionError::Unreadable { source, .. } if source.kind() == ErrorKind::NotFound => Advice {
            id: [
                "Berkas wilayah tidak ada",
                "Kembalikan berkas itu (apakah disknya terpasang?) lalu coba lagi, atau pilih berkas lain. Catatan ruang kendali tidak tersentuh.",
            ],
            en: [
                "The region file is not there",
                "Put it back (is its disk connected?) and try again, or choose another one. The room's log was not touched.",
            ],
            commands: Vec::new(),
        },
        RegionError::Unreadable { .. } => Advice {
            id: [
                "Berkas wilayah tidak boleh dibaca",
                "Beri pengguna ini izin membaca berkas itu, lalu coba lagi. Catatan ruang kendali tidak tersentuh.",
            ],
            en: [
                "The region file may not be read",
                "Give this user the right to read it, then try again. The room's log was not touched.",
            ],
            commands: Vec::new(),
        },
        RegionError::OtherVersion { .. } => Advice {
            id: [
                "Berkas wilayah dari versi lain",
                "Buat lagi dari data peta; pos dan zona di dalamnya terbawa. Lalu coba lagi. Catatan ruang kendali tidak tersentuh.",
            ],
            en: [
                "The region file is of another version",
                "Build it again from map data; it keeps its stations and zones. Then try again. The room's log was not touched.",
            ],
            commands: build_again(place),
        },
        RegionError::NotARegion { .. } | RegionError::Damaged { .. } => Advice {
            id: [
                "Berkas wilayah rusak",
                "Pilih berkas lain, atau salin lagi dari cadangan atau buat lagi dari data peta, lalu coba lagi. Catatan ruang kendali tidak tersentuh.",
            ],
            en: [
                "The region file is damaged",
                "Choose another one, or copy it again from a backup or build it again from map data and try again. The room's log was not touched.",
            ],
            // What is no region may be somebody's file, chosen by mistake: nothing here overwrites it.
            commands: match error {
                RegionError::NotARegion { .. } => Vec::new(),
                _ => build_again(place),
            },
        },
    }
}

fn about_basemap(error: &BasemapError) -> Advice {
    let (id, en) = match error {
        BasemapError::Unreadable { .. } => (
            [
                "Peta dasar tidak bisa dibaca",
                "Kembalikan berkasnya (apakah disknya terpasang?) lalu coba lagi, pakai peta wilayah, atau pilih peta dasar lain. Catatan ruang kendali tidak tersentuh.",
            ],
            [
                "The basemap can't be read",
                "Put its file back (is its disk connected?) and try again, use the region's own map, or choose another basemap. The room's log was not touched.",
            ],
        ),
        BasemapError::NotVector { .. } => (
            [
                "Peta dasar itu berisi gambar",
                "Meja ini menggambar petanya sendiri, maka perlu ubin vektor (MVT) berskema Shortbread, bukan gambar PNG, JPEG atau WebP. Pakai peta wilayah, atau pilih peta dasar lain.",
            ],
            [
                "That basemap holds pictures",
                "The desk draws its map itself, and needs vector tiles (MVT) in the Shortbread schema, not PNG, JPEG or WebP pictures. Use the region's own map, or choose another basemap.",
            ],
        ),
        BasemapError::Elsewhere { .. } => (
            [
                "Peta dasar itu menggambarkan tempat lain",
                "Meja akan kosong dengan peta itu. Pakai peta wilayah, atau pilih peta dasar yang memuat wilayah ini.",
            ],
            [
                "That basemap is of another place",
                "The desk would stay blank on it. Use the region's own map, or choose a basemap that has this region.",
            ],
        ),
        BasemapError::OtherSchema { .. } => (
            [
                "Peta dasar itu berskema lain",
                "Meja ini menggambar skema Shortbread; buat lagi peta dasarnya dengan skema itu. Pakai peta wilayah, atau pilih peta dasar lain.",
            ],
            [
                "That basemap is in another schema",
                "The desk draws the Shortbread schema; make the basemap again in that one. Use the region's own map, or choose another basemap.",
            ],
        ),
        _ => (
            [
                "Peta dasar tidak bisa dipakai",
                "Pakai peta wilayah, atau pilih peta dasar lain: berkas PMTiles atau MBTiles. Catatan ruang kendali tidak tersentuh.",
            ],
            [
                "The basemap can't be used",
                "Use the region's own map, or choose another basemap: a PMTiles or MBTiles file. The room's log was not touched.",
            ],
        ),
    };
    Advice { id, en, commands: Vec::new() }
}

fn about_log(error: &JournalError, place: Option<&Place>) -> Advice {
    match error {
        JournalError::InUse => Advice {
            id: [
                "Ruang kendali ini sudah terbuka di tempat lain",
                "Program lain di komputer ini memegangnya: meja pengguna lain, atau sigap serve. Tutup yang itu lalu coba lagi, atau bekerja lewat peramban di alamatnya.",
            ],
            en: [
                "This room is open elsewhere already",
                "Another program on this machine has it: another user's desk, or sigap serve. Close that one and try again, or work in a browser at its address.",
            ],
            commands: Vec::new(),
        },
        JournalError::Newer { .. } => Advice {
            id: [
                "Catatan ditulis oleh versi yang lebih baru",
                "Pasang Sigap 112 versi terbaru, lalu buka lagi. Catatan tidak tersentuh.",
            ],
            en: [
                "The log was written by a newer version",
                "Install the newest Sigap 112, then open it again. The log was not touched.",
            ],
            commands: Vec::new(),
        },
        _ => Advice {
            id: [
                "Catatan ruang kendali tidak bisa dibuka",
                "Jangan hapus apa pun di folder itu. Periksa catatannya dengan perintah ini, dan terima panggilan di kertas atau di meja lain sampai pulih.",
            ],
            en: [
                "The room's log can't be opened",
                "Remove nothing from its folder. Check the log by this command, and take calls on paper or at another desk until it is back.",
            ],
            commands: place
                .map(|place| format!("sigap check --room {}", quoted(&place.room)))
                .into_iter()
                .collect(),
        },
    }
}

fn build_again(place: Option<&Place>) -> Vec<String> {
    let command = |place: &Place| format!("sigap region build kota.osm.pbf --out {}", quoted(&place.region));
    place.map(command).into_iter().collect()
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// An error with what is behind it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut behind = error.source();
    while let Some(cause) = behind {
        let cause_said = cause.to_string();
        if !said.contains(&cause_said) {
            said = format!("{said}: {cause_said}");
        }
        behind = cause.source();
    }
    said
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn place() -> Place {
        Place { region: "/peta/kota.region".into(), room: "/ruang kota".into(), basemap: None }
    }

    fn of_region(error: RegionError) -> NoRoom {
        NoRoom::Open(OpenError::Map(MapError::Region(error)))
    }

    fn of_basemap(error: BasemapError) -> NoRoom {
        NoRoom::Open(OpenError::Map(MapError::Basemap(error)))
    }

    fn of_log(error: JournalError) -> NoRoom {
        NoRoom::Open(OpenError::Log(LogError::Open(error)))
    }

    #[test]
    fn each_misfortune_says_what_it_is_and_what_to_do_in_both_languages() {
        let path = PathBuf::from("/peta/kota.region");
        let unreadable =
            |kind: ErrorKind| RegionError::Unreadable { path: path.clone(), source: kind.into() };
        let build = "sigap region build kota.osm.pbf --out /peta/kota.region";
        let table = [
            (
                NoRoom::NoPlace,
                "belum punya ruang kendali",
                "has no dispatch room yet",
                "sigap region build kota.osm.pbf",
            ),
            (
                NoRoom::NotARoom { folder: "/foto".into() },
                "bukan ruang kendali",
                "That folder is no room",
                "/foto holds other things",
            ),
            (of_region(unreadable(ErrorKind::NotFound)), "tidak ada", "is not there", "action=\"/region\""),
            (of_region(unreadable(ErrorKind::PermissionDenied)), "tidak boleh dibaca", "may not be read", ""),
            (
                of_region(RegionError::OtherVersion { path: path.clone(), found: 3 }),
                "versi lain",
                "another version",
                build,
            ),
            (of_region(RegionError::NotARegion { path: path.clone() }), "rusak", "Choose another one", ""),
            (of_region(RegionError::Damaged { path, part: "roads" }), "rusak", "damaged", build),
            (
                of_basemap(BasemapError::NotVector {
                    path: "/peta.mbtiles".into(),
                    format: "jpg".to_owned(),
                }),
                "berisi gambar",
                "not PNG, JPEG or WebP pictures",
                "/peta.mbtiles holds jpg tiles",
            ),
            (
                of_basemap(BasemapError::Unreadable {
                    path: "/peta.pmtiles".into(),
                    source: ErrorKind::NotFound.into(),
                }),
                "Peta dasar tidak bisa dibaca",
                "is its disk connected?",
                "action=\"/own-map\"",
            ),
            (of_log(JournalError::InUse), "sudah terbuka", "open elsewhere already", ""),
            (
                of_log(JournalError::Newer { found: 9, known: 1 }),
                "versi yang lebih baru",
                "newer version",
                "",
            ),
            (
                of_log(JournalError::NotAJournal),
                "Jangan hapus apa pun",
                "Remove nothing",
                "sigap check --room '/ruang kota'",
            ),
            (
                NoRoom::Listen(gateway::ListenError::Origin { origin: "x".to_owned() }),
                "Alamat",
                "network address",
                "",
            ),
        ];
        for (why, id, en, command) in table {
            let page = page(&why, Some(&place()), None);
            for part in [id, en, command] {
                assert!(page.contains(part), "{why:?}: {part:?} is not in\n{page}");
            }
            assert!(
                !["{title", "{what", "{reason", "{commands", "{known", "{buttons"]
                    .iter()
                    .any(|hole| page.contains(hole)),
                "{page}"
            );
        }
    }

    #[test]
    fn the_page_says_why_and_never_runs_what_it_says() {
        let missing = NoRoom::Listen(gateway::ListenError::Origin { origin: "<script>".to_owned() });
        let page = page(&missing, None, Some(Path::new("/<b>")));
        assert!(page.contains("&lt;script&gt; is no origin"), "{page}");
        assert!(!page.contains("<script>") && page.contains("<dd>/&lt;b&gt;</dd>"), "{page}");
    }

    #[test]
    fn enter_presses_what_helps_most() {
        let path = PathBuf::from("/peta/kota.region");
        let rows = [
            (NoRoom::NoPlace, &["/region", "/room"][..]),
            (NoRoom::NotARoom { folder: path.clone() }, &["/room", "/again"]),
            (of_region(RegionError::NotARegion { path }), &["/again", "/region"]),
            (
                of_basemap(BasemapError::NotABasemap { path: "/foto.jpg".into() }),
                &["/own-map", "/basemap", "/again"],
            ),
            (of_log(JournalError::InUse), &["/again", "/room"]),
            (NoRoom::Listen(gateway::ListenError::Origin { origin: "x".to_owned() }), &["/again"]),
        ];
        for (why, expected) in rows {
            let page = page(&why, Some(&place()), None);
            let actions: Vec<&str> =
                page.split("<form action=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(actions, expected, "{why:?}");
            assert_eq!(page.matches("<button autofocus").count(), 1, "{page}");
        }
    }

    #[test]
    fn a_first_start_is_no_failure() {
        assert!(!page(&NoRoom::NoPlace, None, None).contains("class=\"why\""));
    }
}
