package io.antiphon.console;

import io.antiphon.spi.Page;

/** A page whose files lie in this bundle, in the folder {@code ui/NAME}. */
record ConsolePage(String name, String title, int order) implements Page {}
