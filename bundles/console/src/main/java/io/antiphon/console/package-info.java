/** The web console: its shell and its pages, files that the front door serves. */
@NullMarked
package io.antiphon.console;

import org.jspecify.annotations.NullMarked;
