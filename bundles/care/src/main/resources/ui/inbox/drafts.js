// What an agent has written and not sent, kept in this browser, a text for each case and person.
const MOST = 100;
const PREFIX = 'antiphon.draft.';

/** What is put behind a case's id for the draft of a note. */
export const NOTE = '~note';

const place = (who, id) => `${PREFIX}${who}.${id}`;

/** The draft of a case; null if there is none. */
export function draftOf(store, who, id) {
  try {
    const draft = JSON.parse(store.getItem(place(who, id)));
    return draft && typeof draft.text === 'string' ? draft : null;
  } catch {
    return null;
  }
}

/** Keeps a draft; an empty one is forgotten. Gives false if the browser has no room. */
export function keepDraft(store, who, id, draft, now = Date.now()) {
  try {
    if (draft.text.trim() === '') {
      store.removeItem(place(who, id));
      return true;
    }
    store.setItem(place(who, id), JSON.stringify({ ...draft, at: now }));
    trim(store);
    return true;
  } catch {
    return false;
  }
}

export const forgetDraft = (store, who, id) => store.removeItem(place(who, id));

/** The ids of the cases that somebody has drafts for. */
export const draftsOf = (store, who) => [...new Set(keys(store)
  .filter(key => key.startsWith(place(who, '')))
  .map(key => key.slice(place(who, '').length).replace(NOTE, '')))];

function keys(store) {
  return Array.from({ length: store.length }, (_, at) => store.key(at)).filter(key => key?.startsWith(PREFIX));
}

/** Only the latest stay, so that a browser used for years does not fill up. */
function trim(store) {
  const all = keys(store);
  if (all.length <= MOST) return;
  const age = key => {
    try {
      return JSON.parse(store.getItem(key)).at || 0;
    } catch {
      return 0;
    }
  };
  all.sort((one, other) => age(one) - age(other)).slice(0, all.length - MOST).forEach(key => store.removeItem(key));
}
