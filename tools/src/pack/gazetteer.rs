//! `marginalia pack gazetteer`: the table of places and this project's additions into `data/packed/gazetteer.bin`.

mod additions;
mod select;
mod write;

use flate2::{Compression, write::GzEncoder};
use marginalia::lexicon::gazetteer::Feature;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Pack the gazetteer.
#[derive(clap::Args)]
pub struct Args {
    /// The table: kind, name, other names, degrees north, degrees east, country, divisions, population, class or rank,
    /// GeoNames number; tab-separated, gzip.
    table: PathBuf,
    /// The additions, a folder.
    #[arg(long, default_value = "data/places")]
    additions: PathBuf,
    /// The packed file; its card goes beside it.
    #[arg(long, default_value = "data/packed/gazetteer.bin")]
    out: PathBuf,
}

/// A place on its way into the file.
#[derive(Clone, Debug)]
pub struct Site {
    feature: Feature,
    name: String,
    /// Other names, each behind its mark.
    others: Vec<(u8, String)>,
    lat: f64,
    lon: f64,
    country: String,
    division: String,
    /// People, or what counts like them.
    weight: f64,
    /// 0 for Natural Earth, 1 for an addition.
    source: u32,
}

pub fn run(args: &Args) -> Result<(), String> {
    let mut sites = select::read(&args.table)?;
    let listed = sites.len();
    additions::add(&mut sites, &args.additions)?;
    select::settle(&mut sites);
    let packed = write::pack(&mut sites)?;
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))?;
    let card = card(args, &sites, &packed)?;
    std::fs::write(args.out.with_extension("card.json"), card).map_err(|e| e.to_string())?;
    println!("{} places of {listed} listed, {} bytes, {} gzip", sites.len(), packed.len(), gzip(&packed)?.len());
    Ok(())
}

fn card(args: &Args, sites: &[Site], packed: &[u8]) -> Result<String, String> {
    let names: usize = sites.iter().map(|s| 1 + s.others.len()).sum();
    let count = |feature| sites.iter().filter(|s| s.feature == feature).count();
    let counts: serde_json::Map<_, _> =
        Feature::ALL.iter().map(|&f| (format!("{f:?}").to_lowercase(), count(f).into())).collect();
    let mut inputs = vec![json!({
        "file": file_name(&args.table),
        "sha256": sha256(&read(&args.table)?),
        "sources": [
            {"name": "GeoNames", "address": "https://www.geonames.org/", "licence": "CC BY 4.0",
             "what": "cities, divisions, countries, English alternate names"},
            {"name": "Natural Earth", "address": "https://www.naturalearthdata.com/", "licence": "public domain",
             "what": "seas, rivers, lakes, mountains, regions, airports, parks"}],
    })];
    for file in additions::FILES {
        inputs.push(json!({"file": format!("data/places/{file}"), "sha256": sha256(&read(&args.additions.join(file))?),
            "sources": [{"name": "this project", "licence": "CC BY 4.0", "what": "written by hand from general knowledge"}]}));
    }
    let card = json!({
        "what": "Places of the Earth by name, with coordinates to 0.02 degrees",
        "command": "marginalia pack gazetteer places.tsv.gz",
        "licence": "CC BY 4.0: contains data of GeoNames (geonames.org), changed: selected, rounded, packed",
        "inputs": inputs,
        "places": sites.len(), "names": names, "counts": counts,
        "bytes": packed.len(), "gzip": gzip(packed)?.len(), "sha256": sha256(packed),
    });
    Ok(serde_json::to_string_pretty(&card).map_err(|e| e.to_string())? + "\n")
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_knows_the_tables_that_were_packed() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
        let card = std::fs::read(data.join("packed/gazetteer.card.json")).expect("a card");
        let card: serde_json::Value = serde_json::from_slice(&card).expect("JSON");
        assert_eq!(card["sha256"], sha256(&read(&data.join("packed/gazetteer.bin")).expect("a packed file")));
        for file in additions::FILES {
            let inputs = card["inputs"].as_array().expect("a list").iter();
            let known =
                inputs.filter(|input| input["file"] == format!("data/places/{file}")).map(|input| &input["sha256"]);
            let now = sha256(&read(&data.join("places").join(file)).expect("a table"));
            assert_eq!(known.collect::<Vec<_>>(), [&now], "{file} was changed: pack the gazetteer again");
        }
    }
}
