//! The command line of Sigap 112. `sigap --help` says what it can do.

mod args;
mod check;
mod ending;
mod failure;
mod region_file;
mod said;
mod serve;

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use args::{RegionTask, Sigap, Task};
use failure::Failure;
use said::{Said, say};

fn main() -> ExitCode {
    let Sigap { task, json } = Sigap::parse();
    let said = Said { json };
    log_to_stderr();
    match run(task, said) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(format!("sigap: {failure}"));
            failure.exit_code()
        }
    }
}

#[tokio::main]
async fn run(task: Task, said: Said) -> Result<(), Failure> {
    match task {
        Task::Serve(args) => serve::serve(args, said).await,
        Task::Region(RegionTask::Build(args)) => region_file::build(args, said).await,
        Task::Region(RegionTask::Check { file }) => region_file::check(file, said).await,
        Task::Region(RegionTask::Info { file }) => region_file::info(file, said).await,
        Task::Check(args) => check::check(args, said).await,
        Task::Demo(args) => serve::demo(args, said).await,
    }
}

/// Warnings and worse, or what `RUST_LOG` asks for. What `geo` thinks of odd rings on a map helps nobody.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,geo=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
