// The functions by which the host calls the script.

return {
  calls,
  /** Tells what a module exports. */
  exported(module, out) {
    out.map('');
    for (const name of Object.keys(module)) {
      tell(out, name, module[name], 0);
    }
    out.end();
  },
  settings: (flat) => Object.freeze(tree(flat)),
};
