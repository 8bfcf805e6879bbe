//! Writes a `$metadata` document of the size of a real Creatio.
#![forbid(unsafe_code)]

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use creatio_tests::synthetic::{self, Version};

/// Writes a $metadata document of the size of a real Creatio. The same seed gives the same instance.
#[derive(Parser)]
struct Options {
    /// How large the instance is
    #[arg(long, value_enum, default_value_t = Size::Stock)]
    size: Size,
    /// In place of a size: N entities of 25 columns and 18 links each
    #[arg(long, value_name = "N", conflicts_with = "size")]
    uniform: Option<usize>,
    /// The version of OData
    #[arg(long, value_enum, default_value_t = Odata::V4)]
    odata: Odata,
    /// Another instance of the same size
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to, in place of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Size {
    /// A tenth of a stock one
    Small,
    /// A stock sales and service bundle
    Stock,
    /// One that has been in use for years
    Grown,
}

#[derive(Clone, Copy, ValueEnum)]
enum Odata {
    #[value(name = "3")]
    V3,
    #[value(name = "4")]
    V4,
}

fn main() -> io::Result<()> {
    let options = Options::parse();
    let size = match options.size {
        Size::Small => synthetic::Size::Small,
        Size::Stock => synthetic::Size::Stock,
        Size::Grown => synthetic::Size::Grown,
    };
    let version = match options.odata {
        Odata::V3 => Version::V3,
        Odata::V4 => Version::V4,
    };
    let instance = match options.uniform {
        Some(count) => synthetic::uniform(count, options.seed),
        None => synthetic::instance(size, options.seed),
    };
    let document = instance.document(version);
    match options.out {
        Some(path) => fs::write(path, document),
        None => io::stdout().write_all(document.as_bytes()),
    }
}
