/** Runs a candidate beside the live version over recorded entries, and tells what would be otherwise. */
@NullMarked
package io.antiphon.scripting.trial;

import org.jspecify.annotations.NullMarked;
