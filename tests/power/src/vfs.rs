//! SQLite's own file system with a tape beside it: opening, writing, cutting, syncing and closing pass through here, all else
//! goes where it always went.
//!
//! A file is SQLite's own, in SQLite's own memory, with a [`Tail`] behind it; only its table of methods is a copy in which four
//! are others. <https://sqlite.org/vfs.html>

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::OnceLock;

use rusqlite::ffi;

use crate::Op;
use crate::tape::Reel;

/// SQLite's own file system, which outlives everything.
struct Real {
    vfs: *mut ffi::sqlite3_vfs,
    /// How many bytes of a file are its own.
    file_bytes: usize,
}

// SAFETY: SQLite's default file system is static, is never changed, and may be used from any thread.
unsafe impl Send for Real {}
// SAFETY: as above.
unsafe impl Sync for Real {}

static REAL: OnceLock<Real> = OnceLock::new();

/// What is kept behind each open file.
struct Tail {
    /// Its own methods.
    real: *const ffi::sqlite3_io_methods,
    /// Those with a tape beside them, made for this file alone.
    taped: *mut ffi::sqlite3_io_methods,
    reel: *mut Reel,
}

/// Makes it the file system of all connections that are opened from now on. The first call counts.
pub(crate) fn install() {
    REAL.get_or_init(|| {
        // SAFETY: a null name asks for the default; SQLite is initialised by the call itself.
        let vfs = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
        assert!(!vfs.is_null(), "SQLite has a file system");
        // SAFETY: it was just found, and is static.
        let own = unsafe { *vfs };
        let file_bytes = usize::try_from(own.szOsFile).unwrap_or(0).next_multiple_of(align_of::<Tail>());
        let whole = c_int::try_from(file_bytes + size_of::<Tail>()).unwrap_or(c_int::MAX);
        let taped = ffi::sqlite3_vfs {
            szOsFile: whole,
            zName: c"taped".as_ptr(),
            pNext: std::ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            ..own
        };
        // SAFETY: the leaked table and its static name live for ever, as SQLite demands; 1 makes it the default.
        let registered = unsafe { ffi::sqlite3_vfs_register(Box::leak(Box::new(taped)), 1) };
        assert_eq!(registered, ffi::SQLITE_OK, "SQLite takes it");
        Real { vfs, file_bytes }
    });
}

/// # Safety
/// `file` was opened by [`open`], or is about to be.
unsafe fn tail(file: *mut ffi::sqlite3_file) -> *mut Tail {
    let bytes = REAL.get().map_or(0, |real| real.file_bytes);
    // SAFETY: SQLite gave as many bytes as `szOsFile` says, aligned for anything, and a tail is its last part.
    unsafe { file.cast::<u8>().add(bytes).cast() }
}

/// # Safety
/// `file` is open.
unsafe fn parts<'a>(file: *mut ffi::sqlite3_file) -> (&'a ffi::sqlite3_io_methods, &'a Reel) {
    // SAFETY: only files that have a tail with both have the methods that call this.
    unsafe {
        let tail = tail(file);
        (&*(*tail).real, &*(*tail).reel)
    }
}

/// # Safety
/// A null pointer, or a C string.
unsafe fn path<'a>(name: *const c_char) -> Option<&'a Path> {
    // SAFETY: the caller's.
    let name = (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) })?;
    Some(Path::new(OsStr::from_bytes(name.to_bytes())))
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let Some((real, real_open)) = REAL.get().and_then(|real| {
        // SAFETY: static.
        Some((real, unsafe { (*real.vfs).xOpen }?))
    }) else {
        return ffi::SQLITE_CANTOPEN;
    };
    // SAFETY: SQLite's own arguments, for its own file system.
    let opened = unsafe { real_open(real.vfs, name, file, flags, out) };
    // SAFETY: a name is a C string or null, says SQLite.
    let reel = unsafe { path(name) }.and_then(Reel::of);
    // SAFETY: `file` points to a file, whose methods are null where it could not be opened.
    let methods = unsafe { (*file).pMethods };
    let Some(reel) = reel.filter(|_| opened == ffi::SQLITE_OK && !methods.is_null()) else { return opened };
    // What SQLite's own file system does on unix (`UNIXFILE_DIRSYNC` in os_unix.c): the first sync of a journal that it made
    // syncs the folder too.
    let journal = ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL;
    let reel = reel.syncing_folder(flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & journal != 0);
    // SAFETY: the methods of an open file are static; the tail is this file's own memory.
    unsafe {
        let taped = ffi::sqlite3_io_methods {
            xClose: Some(close),
            xWrite: Some(write),
            xTruncate: Some(truncate),
            xSync: Some(sync),
            ..*methods
        };
        let taped = Box::into_raw(Box::new(taped));
        tail(file).write(Tail { real: methods, taped, reel: Box::into_raw(Box::new(reel)) });
        (*file).pMethods = taped;
    }
    opened
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    let Some((real, real_delete)) = REAL.get().and_then(|real| {
        // SAFETY: static.
        Some((real, unsafe { (*real.vfs).xDelete }?))
    }) else {
        return ffi::SQLITE_IOERR_DELETE;
    };
    // SAFETY: SQLite's own arguments, for its own file system.
    let deleted = unsafe { real_delete(real.vfs, name, sync_folder) };
    // SAFETY: a C string, says SQLite.
    let reel = unsafe { path(name) }.and_then(Reel::of);
    if let Some(reel) = reel.filter(|_| deleted == ffi::SQLITE_OK) {
        let reel = reel.syncing_folder(sync_folder & 1 != 0);
        reel.put(|file| Op::Removed { file });
        reel.put_folder_synced();
    }
    deleted
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the file is open and has a tail; its own methods are put back before they close it, and nothing uses the tail's
    // parts after that.
    unsafe {
        let Tail { real, taped, reel } = tail(file).read();
        (*file).pMethods = real;
        let closed = (*real).xClose.map_or(ffi::SQLITE_IOERR_CLOSE, |close| close(file));
        drop(Box::from_raw(taped));
        drop(Box::from_raw(reel));
        closed
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    count: c_int,
    at: i64,
) -> c_int {
    // SAFETY: the file is open, and there are `count` bytes, says SQLite.
    unsafe {
        let (real, reel) = parts(file);
        let written = real.xWrite.map_or(ffi::SQLITE_IOERR_WRITE, |write| write(file, bytes, count, at));
        if let (ffi::SQLITE_OK, Ok(count), Ok(at)) = (written, usize::try_from(count), usize::try_from(at)) {
            let bytes = std::slice::from_raw_parts(bytes.cast::<u8>(), count).to_vec();
            reel.put(|file| Op::Written { file, at, bytes });
        }
        written
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: the file is open.
    unsafe {
        let (real, reel) = parts(file);
        let cut = real.xTruncate.map_or(ffi::SQLITE_IOERR_TRUNCATE, |truncate| truncate(file, size));
        if let (ffi::SQLITE_OK, Ok(size)) = (cut, usize::try_from(size)) {
            reel.put(|file| Op::Cut { file, size });
        }
        cut
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: the file is open.
    unsafe {
        let (real, reel) = parts(file);
        let synced = real.xSync.map_or(ffi::SQLITE_IOERR_FSYNC, |sync| sync(file, flags));
        if synced == ffi::SQLITE_OK {
            reel.put_synced();
        }
        synced
    }
}
