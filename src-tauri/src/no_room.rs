//! The page of a desk that has no room: why, and what to do about it.

use crate::desk::NoRoom;

/// The page, Indonesian first.
pub(crate) fn page(why: &NoRoom) -> String {
    let reason = match why {
        NoRoom::NoPlace => String::new(),
        other => format!("<p class=\"why\">{}</p>", escaped(&other.to_string())),
    };
    include_str!("no_room.html").replace("{reason}", &reason)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_why_and_never_runs_what_it_says() {
        let missing = NoRoom::Listen(gateway::ListenError::Origin { origin: "<script>".to_owned() });
        let page = page(&missing);
        assert!(page.contains("&lt;script&gt; is no origin"), "{page}");
        assert!(!page.contains("<script>"));
    }

    #[test]
    fn a_first_start_is_no_failure() {
        assert!(!page(&NoRoom::NoPlace).contains("class=\"why\""));
    }
}
