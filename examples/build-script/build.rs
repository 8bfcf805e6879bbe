//! Generates the model. When the document is wrong, the build stops with a report that shows where.

fn main() -> creatio_codegen::Result<()> {
    creatio_codegen::Config::from_file("creatio.toml")?.generate()?.write_to_out_dir()?;
    Ok(())
}
