// What completion knows beside the text: the types, once for all files; the names of tables and of settings.
import { useEffect, useLoad, useMemo, useState } from '/ui/console/ui.js';
import { parseTypes } from './types.js';

let types = null;

function typesOf(api) {
  types ??= api.plain('/api/scripts/types').then(parseTypes);
  return types.catch(() => {
    types = null;
    return null;
  });
}

export function useKnown(api, data) {
  const [parsed, setParsed] = useState(null);
  const folder = useLoad(signal => api.get('/api/scripts', { signal }), []);
  useEffect(() => {
    let here = true;
    typesOf(api).then(told => here && setParsed(told));
    return () => (here = false);
  }, [api]);
  const tables = (folder.data?.tables || []).map(table => table.file.replace(/^tables\//, '').replace(/\.\w+$/, ''));
  const fields = (data?.fields || []).map(field => field.name);
  return useMemo(() => ({ types: parsed, tables, fields }), [parsed, tables.join(), fields.join()]);
}
