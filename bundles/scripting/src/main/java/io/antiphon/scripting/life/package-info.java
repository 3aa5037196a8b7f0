/** Looks after the files: what is saved goes live, what is broken does not, what was live is kept. */
@NullMarked
package io.antiphon.scripting.life;

import org.jspecify.annotations.NullMarked;
