/**
 * Whether two descriptions of people are of one person: the Fellegi–Sunter model over graded agreements, learnt without labels,
 * and clusters that do not collapse. Pure: nothing here knows of signals, rows or time.
 */
@NullMarked
package io.antiphon.profiles.matching;

import org.jspecify.annotations.NullMarked;
