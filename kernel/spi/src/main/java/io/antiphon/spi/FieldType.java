package io.antiphon.spi;

/** What a setting holds; decides its check and its input in the console's form. */
public enum FieldType {
    /** One line. */
    TEXT,
    /** Several lines. */
    LONG_TEXT,
    /** A whole number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A span of time: {@code 30s, 5m, 2h, 1d} or ISO 8601. */
    DURATION,
    /** An address with a scheme. */
    URI,
    /** One of the choices of the field. */
    CHOICE,
    /** A folder or file of the machine. */
    PATH,
    /** Names to values, each a setting of its own called {@code field.name}. */
    MAP
}
