//! Names the commands that the window may call; capabilities/desk.json allows exactly these, and capabilities/map.json
//! fewer.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The window's pages are embedded: built anew, they make a new shell.
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands = tauri_build::AppManifest::new().commands(&[
        "ask",
        "sit_down",
        "speaks",
        "watch",
        "tear_off",
        "close_map",
        "guard_closing",
        "closing_asked",
        "close_anyway",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}
