// The text that is shown: what was typed, or else what is saved; and that it is not lost.
import { guardPlace, useEffect, useState, useStore } from '/ui/console/ui.js';
import { draftOf, drafts, dropDraft, keepDraft } from './drafts.js';
import { addressOf } from './model.js';

/**
 * {text, dirty, foreign, type, saved, takeTheirs, keepMine} of a file and what the server knows of it. `foreign`: what is saved is no
 * longer what the typed text was made from.
 */
export function useText(file, data) {
  const draft = useStore(drafts)[file];
  const theirs = data?.text ?? '';
  const text = draft ? draft.text : theirs;
  const known = Boolean(data) && !data.fresh;
  const same = Boolean(draft) && known && draft.text === theirs;
  useEffect(() => {
    if (same) dropDraft(file);
  }, [same]);

  function type(typed) {
    const now = draftOf(file);
    const base = now ? now.base : theirs;
    if (!now?.fresh && typed === theirs) dropDraft(file);
    else keepDraft(file, { base, text: typed, fresh: Boolean(now?.fresh) });
  }
  /** What was sent is saved; what was typed since then is not. */
  function saved(answer, sent) {
    const now = draftOf(file);
    if (!now || now.text === sent || now.text === answer.text) dropDraft(file);
    else keepDraft(file, { base: answer.text, text: now.text, fresh: false });
  }
  return {
    text, type, saved, dirty: Boolean(draft) && !same, foreign: Boolean(draft) && !draft.fresh && known && !same && draft.base !== theirs,
    takeTheirs: () => dropDraft(file),
    keepMine: () => keepDraft(file, { base: theirs, text, fresh: false }),
  };
}

/** Asks before the page of a file with unsaved text is left: {to, go, stay}; `to` is empty while nobody wants to leave. */
export function useLeaving(file, dirty) {
  const [leaving, setLeaving] = useState(null);
  useEffect(() => {
    if (!dirty) return undefined;
    const asks = event => draftOf(file) && event.preventDefault();
    window.addEventListener('beforeunload', asks);
    const stop = guardPlace((go, to) => {
      const stays = new URL(to, location.href).pathname === addressOf(file);
      if (stays || !draftOf(file)) return false;
      setLeaving({ to, go });
      return true;
    });
    return () => {
      stop();
      window.removeEventListener('beforeunload', asks);
    };
  }, [file, dirty]);
  return { to: leaving?.to || '', go: async () => leaving.go(), stay: () => setLeaving(null) };
}
