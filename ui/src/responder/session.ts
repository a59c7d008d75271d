const KEY = "sigap.token";

/**
 * The token that lets this page in: from the link's fragment, else the one kept from the last time.
 *
 * It is kept on the phone, for the crew opens the page again without the link, and taken out of the address bar,
 * where it could be read over a shoulder or copied on.
 */
export function takeToken(): string | null {
  const fromLink = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (fromLink) {
    history.replaceState(null, "", window.location.pathname + window.location.search);
    keep(fromLink);
    return fromLink;
  }
  return kept();
}

function keep(token: string): void {
  try {
    localStorage.setItem(KEY, token);
  } catch {
    // Without storage the link has to be opened anew each time.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
