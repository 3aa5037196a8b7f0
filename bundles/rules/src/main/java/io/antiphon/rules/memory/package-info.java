/** What rules remember: a fold that counts and waits, and what tells them of it. */
@NullMarked
package io.antiphon.rules.memory;

import org.jspecify.annotations.NullMarked;
