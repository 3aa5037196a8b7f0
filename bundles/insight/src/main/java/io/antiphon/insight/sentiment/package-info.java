/** How something was felt: of a whole text, and of each aspect and brand in it. */
@NullMarked
package io.antiphon.insight.sentiment;

import org.jspecify.annotations.NullMarked;
