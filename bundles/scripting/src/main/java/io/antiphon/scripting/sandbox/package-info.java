/** Runs JavaScript: contexts with nothing reachable but what they are handed, each call watched. */
@NullMarked
package io.antiphon.scripting.sandbox;

import org.jspecify.annotations.NullMarked;
