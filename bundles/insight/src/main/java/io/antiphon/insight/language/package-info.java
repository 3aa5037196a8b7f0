/** Which language a text is in: by its script, and where a script serves several languages by a linear model over hashed n-grams. */
@org.jspecify.annotations.NullMarked
package io.antiphon.insight.language;
