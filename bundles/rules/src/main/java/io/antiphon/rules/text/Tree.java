package io.antiphon.rules.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a file, which knows where it stands. */
public sealed interface Tree {

    /** The line of its first character, from 1. */
    int line();

    /** The column of its first character, from 1. */
    int column();

    /** The line of its last character, from 1. */
    int lastLine();

    /** The same as strings, longs, doubles, booleans, lists and maps. */
    Object plain();

    /** A word, number or text. @param bare whether it is written without quotes */
    record Scalar(String value, boolean bare, int line, int column, int lastLine) implements Tree {

        private static final String WHOLE = "-?(0|[1-9]\\d{0,17})";
        private static final String BROKEN = "-?(0|[1-9]\\d{0,17})\\.\\d{1,18}";

        /** Whether it is true or false. */
        public boolean isFlag() {
            return bare && (value.equals("true") || value.equals("false"));
        }

        /** Whether it is a number. */
        public boolean isNumber() {
            return bare && (value.matches(WHOLE) || value.matches(BROKEN));
        }

        /** Whether it says nothing. */
        public boolean isBlank() {
            return value.isBlank() || bare && (value.equals("~") || value.equals("null"));
        }

        @Override
        public Object plain() {
            if (isFlag()) {
                return Boolean.valueOf(value);
            }
            if (isNumber()) {
                return value.matches(WHOLE) ? (Object) Long.valueOf(value) : Double.valueOf(value);
            }
            return bare && (value.equals("~") || value.equals("null")) ? "" : value;
        }
    }

    /** A list. @param block whether it is written with a dash before each item */
    record Items(List<Tree> items, boolean block, int line, int column, int lastLine) implements Tree {
        /** Copies. */
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Object plain() {
            return items.stream().map(Tree::plain).toList();
        }
    }

    /** Fields by name, in the order in which they are written. */
    record Fields(Map<String, Field> fields, int line, int column, int lastLine) implements Tree {
        /** Copies. */
        public Fields {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public Object plain() {
            Map<String, Object> plain = new LinkedHashMap<>();
            fields.forEach((name, field) -> plain.put(name, field.value().plain()));
            return plain;
        }
    }

    /** A field. @param line of its name @param column of its name */
    record Field(Tree value, int line, int column) {}

    /** A list of one, or the list itself. */
    default List<Tree> each() {
        return this instanceof Items list ? new ArrayList<>(list.items()) : List.of(this);
    }
}
