use creatio_runtime::Process;
use creatio_ui::directions::processes::UsrDirectionsOutput;

/// As `Client::run` takes it.
fn run(_process: impl Process) {}

fn main() {
    run(UsrDirectionsOutput { both: None, result: None, unsaid: None });
}
