//! Stations from a table: CSV as spreadsheets of all countries save it.

use csv::{Reader, ReaderBuilder, Trim};
use geo::Point;

use super::{Extra, ExtraFileError, ID, KIND, NAME, Row};
use crate::text::tidy;

const LAT: [&str; 5] = ["lat", "latitude", "approx_lat", "lintang", "y"];
const LON: [&str; 7] = ["lon", "lng", "long", "longitude", "approx_lon", "bujur", "x"];

/// Spreadsheets of countries with a decimal comma write semicolons between the columns, and some write tabs.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Which column says what.
struct Columns {
    name: usize,
    lat: usize,
    lon: usize,
    kind: Option<usize>,
    id: Option<usize>,
}

pub(super) fn read(extra: &Extra) -> Result<Vec<Row>, ExtraFileError> {
    let text = without_hint(&extra.text);
    let found = SEPARATORS.into_iter().find_map(|separator| {
        let mut reader = reader(text, separator);
        let columns = Columns::of(&mut reader)?;
        Some((reader, columns))
    });
    let (mut reader, columns) = found.ok_or_else(|| ExtraFileError::UnknownFormat { path: extra.path() })?;
    let rows = reader.records().map(|record| record.map(|record| columns.row(&record)));
    rows.collect::<Result<_, _>>().map_err(|source| ExtraFileError::Csv { path: extra.path(), source })
}

/// A text without the line in which one spreadsheet tells another the separator.
fn without_hint(text: &str) -> &str {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_start().to_lowercase().starts_with("sep=") { rest } else { text }
}

fn reader(text: &str, separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).flexible(true).trim(Trim::All).from_reader(text.as_bytes())
}

impl Columns {
    fn of(reader: &mut Reader<&[u8]>) -> Option<Self> {
        let headings = reader.headers().ok()?;
        let column = |names: &[&str]| {
            names.iter().find_map(|name| headings.iter().position(|it| it.eq_ignore_ascii_case(name)))
        };
        Some(Self {
            name: column(&NAME)?,
            lat: column(&LAT)?,
            lon: column(&LON)?,
            kind: column(&KIND),
            id: column(&ID),
        })
    }

    fn row(&self, record: &csv::StringRecord) -> Row {
        let field = |index: usize| record.get(index).map(|text| tidy(text).into_owned());
        let field = |index: usize| field(index).filter(|text| !text.is_empty());
        let number = |index| field(index)?.replace(',', ".").replace('\u{2212}', "-").parse::<f64>().ok();
        Row {
            id: self.id.and_then(field),
            name: field(self.name),
            kind: self.kind.and_then(field),
            point: number(self.lon).zip(number(self.lat)).map(|(lon, lat)| Point::new(lon, lat)),
        }
    }
}
