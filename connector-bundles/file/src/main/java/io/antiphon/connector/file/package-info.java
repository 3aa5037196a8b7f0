/** Hears the rows of CSV, JSON Lines and JSON files that are dropped in a folder. */
@NullMarked
package io.antiphon.connector.file;

import org.jspecify.annotations.NullMarked;
