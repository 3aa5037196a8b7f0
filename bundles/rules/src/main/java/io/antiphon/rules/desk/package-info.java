/** The rules there are: their files, what is live, dry runs and the resources about them. */
@NullMarked
package io.antiphon.rules.desk;

import org.jspecify.annotations.NullMarked;
