/** What a rule is: its conditions, what it does, and how it is told in words. */
@NullMarked
package io.antiphon.rules.lang;

import org.jspecify.annotations.NullMarked;
