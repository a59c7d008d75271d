//! Personal text, taken out of an event before it is kept and put back when it is read.
//!
//! The chain holds a salted digest in the text's place. Without the salt, which goes when the text goes, even a telephone number
//! cannot be found from its digest by trying them all.

use rand::TryRng;
use rand::rngs::SysRng;
use serde_json::{Map, Value};

use crate::{EncodeError, Hash, StorageError};

const MARK: &str = "personal";
const DIGEST: &str = "personal_digest";

/// 128 bits from the system's random source.
pub(crate) type Salt = [u8; 16];

/// One personal text of one event. The digest names it within the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonalText {
    pub(crate) digest: Hash,
    pub(crate) salt: Salt,
    pub(crate) text: String,
}

impl PersonalText {
    fn new(salt: Salt, text: String) -> Self {
        Self { digest: digest_of(salt, &text), salt, text }
    }

    /// Whether the text is the one that the digest was made of.
    pub(crate) fn is_genuine(&self) -> bool {
        self.digest == digest_of(self.salt, &self.text)
    }
}

/// What stands in the chain for `text`. The salt is of fixed width, so where it ends is plain.
fn digest_of(salt: Salt, text: &str) -> Hash {
    Hash::of(&[&salt, text.as_bytes()])
}

/// Takes every marked text out of `event`, leaving its digest.
pub(crate) fn take_out(event: &mut Value) -> Result<Vec<PersonalText>, EncodeError> {
    let mut taken = Vec::new();
    walk(event, &mut |key, content| {
        if key == DIGEST {
            return Err(EncodeError::ReservedKey);
        }
        match content {
            Value::String(text) => {
                let mut salt = Salt::default();
                SysRng
                    .try_fill_bytes(&mut salt)
                    .map_err(|cause| EncodeError::NoRandom(StorageError::new(cause)))?;
                let text = PersonalText::new(salt, std::mem::take(text));
                let replacement = single(DIGEST, Value::String(text.digest.to_string()));
                taken.push(text);
                Ok(Some(replacement))
            }
            Value::Null => Ok(None),
            _ => Err(EncodeError::PersonalNotText),
        }
    })?;
    Ok(taken)
}

/// Puts the texts that are still kept back into `event`, and null for those that are not.
pub(crate) fn put_back(event: &mut Value, mut text_of: impl FnMut(&str) -> Option<String>) {
    let done: Result<(), std::convert::Infallible> = walk(event, &mut |key, content| {
        let digest = if key == DIGEST { content.as_str() } else { None };
        Ok(digest.map(|digest| single(MARK, text_of(digest).map_or(Value::Null, Value::String))))
    });
    match done {
        Ok(()) => {}
        Err(never) => match never {},
    }
}

/// Whether the stored body may hold a digest: most events hold none and need no second look.
pub(crate) fn may_hold_digest(body: &str) -> bool {
    body.contains(DIGEST)
}

/// Calls `visit` for each object with the one key `personal` or `personal_digest`, and replaces it by what that returns.
fn walk<F>(
    value: &mut Value,
    visit: &mut impl FnMut(&str, &mut Value) -> Result<Option<Value>, F>,
) -> Result<(), F> {
    match value {
        Value::Object(object) => {
            if object.len() == 1 {
                for mark in [MARK, DIGEST] {
                    if let Some(content) = object.get_mut(mark) {
                        if let Some(replacement) = visit(mark, content)? {
                            *value = replacement;
                        }
                        return Ok(());
                    }
                }
            }
            object.values_mut().try_for_each(|inner| walk(inner, visit))
        }
        Value::Array(items) => items.iter_mut().try_for_each(|inner| walk(inner, visit)),
        _ => Ok(()),
    }
}

fn single(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}
