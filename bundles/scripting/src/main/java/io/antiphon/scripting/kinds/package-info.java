/** Makes services of scripts, and checks what they answer. */
@NullMarked
package io.antiphon.scripting.kinds;

import org.jspecify.annotations.NullMarked;
