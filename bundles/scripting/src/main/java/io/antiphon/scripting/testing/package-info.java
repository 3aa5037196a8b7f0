/** Runs the tests of scripts. */
@NullMarked
package io.antiphon.scripting.testing;

import org.jspecify.annotations.NullMarked;
