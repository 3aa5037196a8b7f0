package io.antiphon.routes;

/** How a connection goes about, as far as it has shown. */
record Manner(boolean hears, boolean speaks, boolean idempotent) {

    /** Of one that has never run. */
    static final Manner UNKNOWN = new Manner(false, false, false);
}
