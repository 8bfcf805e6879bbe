//! Generates the model from the document that `creatio.toml` names.

fn main() -> creatio_codegen::Result<()> {
    creatio_codegen::Config::from_file("creatio.toml")?.generate()?.write_to_out_dir()?;
    Ok(())
}
