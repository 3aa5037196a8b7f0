/** What REST, shell and console see of the scripts. */
@NullMarked
package io.antiphon.scripting.door;

import org.jspecify.annotations.NullMarked;
