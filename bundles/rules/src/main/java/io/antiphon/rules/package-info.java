/** Rules without code: when something is heard, then do something. */
@NullMarked
package io.antiphon.rules;

import org.jspecify.annotations.NullMarked;
