//! Tables for a terminal: the first column to the left, figures to the right.

/// A table with a heading for each column.
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(headings: &[&str]) -> Self {
        Self { rows: vec![headings.iter().map(|&heading| heading.to_owned()).collect()] }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub(crate) fn print(&self) {
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
        };
        let widths: Vec<usize> = (0..).map_while(width).collect();
        for (index, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
                0 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            });
            println!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end());
            if index == 0 {
                let line = widths.iter().map(|&width| "-".repeat(width)).collect::<Vec<_>>();
                println!("  {}", line.join("  "));
            }
        }
    }
}

/// Prints what a table says in one sentence, and a line's space.
pub(crate) fn reading(sentence: &str) {
    println!("  => {sentence}\n");
}

/// Prints the heading of a part.
pub(crate) fn heading(title: &str) {
    println!("\n== {title}\n");
}

/// Prints why a part has no figures.
pub(crate) fn skipped(why: impl std::fmt::Display) {
    println!("skipped: {why}\n");
}
