// What was typed and is not saved yet, by file. It outlives leaving the page, signing out and reloading; it ends with the tab.
import { createStore } from '/ui/console/ui.js';

const KEY = 'antiphon.scripts.drafts';

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

/** {file: {base, text, fresh}}: `base` is the saved text it was made from; `fresh` if there was no file. */
export const drafts = createStore(kept());

drafts.watch(all => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // too large for the browser to keep over a reload; it is still kept until then
  }
});

export const draftOf = file => drafts.get()[file] || null;

export const keepDraft = (file, draft) => drafts.set(all => ({ ...all, [file]: draft }));

export function dropDraft(file) {
  if (!draftOf(file)) return;
  drafts.set(all => {
    const { [file]: _, ...rest } = all;
    return rest;
  });
}
