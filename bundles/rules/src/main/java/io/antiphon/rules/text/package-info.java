/** Reads and writes files of rules as trees that know where each part stands. */
@NullMarked
package io.antiphon.rules.text;

import org.jspecify.annotations.NullMarked;
