//! Why a task was not done, in sentences fit to print.

use std::process::ExitCode;

/// Why a task was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Open(#[from] room::OpenError),
    #[error(transparent)]
    Settings(#[from] room::SettingsError),
    #[error(transparent)]
    Listen(#[from] gateway::ListenError),
    #[error(transparent)]
    Build(#[from] region::BuildError),
    #[error(transparent)]
    Region(#[from] region::RegionError),
    #[error(transparent)]
    Check(#[from] room::VerifyError),
    #[error("the room says: {0}")]
    Room(#[from] room::api::Problem),
    #[error("cannot read the region file: {0}")]
    File(#[source] std::io::Error),
    #[error("cannot start: {0}")]
    Start(#[source] std::io::Error),
    #[error("{0} stations of this region cannot get out")]
    Stuck(usize),
    #[error(transparent)]
    Unchecked(#[from] region::CheckError),
    #[error("it was interrupted")]
    Interrupted,
}

impl Failure {
    /// The process's exit code; see `sigap --help`.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Check(room::VerifyError::Damaged(_)) => ExitCode::from(3),
            Self::Stuck(_) => ExitCode::from(4),
            _ => ExitCode::FAILURE,
        }
    }
}
