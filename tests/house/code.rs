//! A source file as the walls read it: its code without comments and literals, its words, its paths.

/// A file of `src/`.
pub struct Source {
    /// Relative to `src/`, parted by `/`.
    pub path: String,
    pub text: String,
    /// The text with comments, strings and characters blanked out; lines are those of the text.
    pub code: String,
    /// The code with its test module blanked out too.
    pub product: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let code = blanked(text);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            product: without_tests(&code),
            code,
        }
    }

    /// The number of the line that holds a byte of the code, from 1.
    pub fn line(&self, at: usize) -> usize {
        1 + self.code[..at].matches('\n').count()
    }
}

/// Where `word` stands in `code` as a whole word.
pub fn places(code: &str, word: &str) -> Vec<usize> {
    let joins = |letter: char| letter.is_alphanumeric() || letter == '_';
    let starts = word.starts_with(joins);
    let ends = word.ends_with(joins);
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(|&at| !(starts && code[..at].ends_with(joins)))
        .filter(|&at| !(ends && code[at + word.len()..].starts_with(joins)))
        .collect()
}

/// The names right below `root` that the code uses, each with its place: `fs` and `io` of
/// `std::{fs, io::Write}`.
pub fn below<'c>(code: &'c str, root: &str) -> Vec<(usize, &'c str)> {
    let mut names = Vec::new();
    for at in places(code, root) {
        let Some(rest) = code[at + root.len()..].trim_start().strip_prefix("::") else {
            continue;
        };
        let rest = rest.trim_start();
        match rest.strip_prefix('{') {
            Some(group) => names.extend(members(group).into_iter().map(|name| (at, name))),
            None => names.push((at, first_word(rest))),
        }
    }
    names
}

/// The first word of each member of a group, up to the brace that closes it.
fn members(group: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_word(group[start..at].trim_start()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    &text[..end.unwrap_or(text.len())]
}

/// The code with the module `tests` blanked out, where there is one.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let opens = |at: &usize| code[at + MARK.len()..].trim_start().starts_with("mod tests {");
    let Some(start) = code.match_indices(MARK).map(|(at, _)| at).find(opens) else {
        return code.to_owned();
    };
    let mut depth = 0;
    let closes = |(_, letter): &(usize, char)| {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        *letter == '}' && depth == 0
    };
    let end = code[start..].char_indices().find(closes);
    let end = end.map_or(code.len(), |(at, _)| start + at + 1);
    format!("{}{}{}", &code[..start], spaces(&code[start..end]), &code[end..])
}

/// As many spaces, with the line ends where they were.
fn spaces(text: &str) -> String {
    text.chars()
        .map(|letter| if letter == '\n' { '\n' } else { ' ' })
        .collect()
}

/// The text with every character of a comment or literal, but line ends, as a space.
fn blanked(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let joined = code.ends_with(|before: char| before.is_alphanumeric() || before == '_');
        let length = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'r' | 'b' | 'c' if !joined => prefixed_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if length == 0 {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            code.push_str(&spaces(&rest[..length]));
            rest = &rest[length..];
        }
    }
    code
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let step = if text[at..].starts_with("/*") {
            depth += 1;
            2
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            2
        } else {
            text[at..].chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a string that starts with its quotation mark.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a raw or byte string; 0 where none starts here.
fn prefixed_string(text: &str) -> usize {
    let prefix = text.len() - text.trim_start_matches(['b', 'c', 'r']).len();
    let after = &text[prefix..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    if !after[hashes..].starts_with('"') || prefix > 2 {
        return 0;
    }
    if !text[..prefix].contains('r') {
        return if hashes == 0 { prefix + string(after) } else { 0 };
    }
    let open = prefix + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    text[open..]
        .find(&close)
        .map_or(text.len(), |at| open + at + close.len())
}

/// The length of a character; 0 for the tick of a lifetime.
fn character(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let from = at + escaped.len_utf8();
            text[from..].find('\'').map_or(0, |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::code::{Source, below, places};

    #[test]
    fn comments_and_literals_are_no_code() {
        for (text, kept) in [
            ("a // super::b", "a"),
            ("//! std::fs\na", "a"),
            ("a /* b /* c */ d */ e", "a e"),
            ("a \"std::fs \\\" unsafe\" b", "a b"),
            ("a r#\"x \" y\"# b", "a b"),
            ("a b\"x\" c", "a c"),
            ("['\"', b]", "[ , b]"),
            ("['\\'', '\\u{ad}', b]", "[ , , b]"),
            ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
            ("for r in b", "for r in b"),
        ] {
            let code = Source::new("a.rs", text).code;
            let words: Vec<&str> = code.split_whitespace().collect();
            assert_eq!(words.join(" "), kept, "{text:?}");
            assert_eq!(code.chars().count(), text.chars().count(), "{text:?}");
        }
        let code = Source::new("a.rs", "a /* é\n */ b \"\n\" c").code;
        assert_eq!(code.matches('\n').count(), 2);
    }

    #[test]
    fn tests_are_no_product() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} use std::fs; }\nfn c() {}\n";
        let source = Source::new("a.rs", text);
        let words: Vec<&str> = source.product.split_whitespace().collect();
        assert_eq!(words, ["fn", "a()", "{}", "fn", "c()", "{}"]);
        assert_eq!(source.line(source.product.find("fn c").expect("it is there")), 4);
        let text = "#[cfg(test)]\nuse std::fs;\n";
        assert_eq!(Source::new("a.rs", text).product, text);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(places("print!() println!() a.print!()", "print!"), [0, 22]);
        assert_eq!(places("unsafe_code unsafe", "unsafe"), [12]);
    }

    #[test]
    fn names_below_a_root_are_found_in_groups_too() {
        let names = |code| -> Vec<&str> { below(code, "std").into_iter().map(|(_, name)| name).collect() };
        assert_eq!(names("use std::fs; std::io::stdout()"), ["fs", "io"]);
        assert_eq!(
            names("use std::{\n    fs::{self, File},\n    io,\n    *,\n};\nuse a::{b};"),
            ["fs", "io"]
        );
        assert_eq!(names("use std ::env; my_std::time"), ["env"]);
    }
}
