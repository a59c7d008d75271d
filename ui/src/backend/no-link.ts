// The one problem that no room tells: that it is not reached.

export const NO_LINK = "no_link";

export const noLinkWords = {
  id: "Sambungan ke ruang kendali terputus.",
  en: "The link to the room is lost.",
};
