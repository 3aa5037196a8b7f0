package io.antiphon.scripting.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.antiphon.scripting.sandbox.Flat;
import io.antiphon.scripting.sandbox.ScriptFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Small reference tables for scripts to look rows up in: {@code tables/NAME.csv}, whose first column is the key, and {@code
 * tables/NAME.json}, an object of rows by key or an array of objects with a {@code key}. Immutable.
 */
public final class Tables {

    static final String FOLDER = "tables/";

    private static final int MOST_ROWS = 100_000;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Map<String, Map<String, Object[]>> tables = new HashMap<>();
    private final Map<String, List<String>> columns = new TreeMap<>();
    private final Map<String, ScriptFault> faults = new TreeMap<>();

    /** The tables among some files, by path relative to the folder of scripts. What cannot be read is told by {@link #faults}. */
    public Tables(Map<String, String> files) {
        new TreeMap<>(files).forEach((path, text) -> {
            if (path.startsWith(FOLDER)) {
                String file = path.substring(FOLDER.length());
                try {
                    if (file.endsWith(".csv")) {
                        String name = file.substring(0, file.length() - 4);
                        tables.put(name, csv(path, text, name));
                    } else if (file.endsWith(".json")) {
                        String name = file.substring(0, file.length() - 5);
                        tables.put(name, json(path, text));
                        columns.put(name, List.of());
                    }
                } catch (ScriptFault e) {
                    faults.put(path, e);
                }
            }
        });
    }

    private Map<String, Object[]> csv(String path, String text, String name) {
        Map<String, Object[]> rows = new HashMap<>();
        List<String> header = List.of();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : reader) {
                Map<String, Object> fields = new LinkedHashMap<>(row.getFieldsAsMap());
                add(path, rows, row.getField(0), fields);
                header = row.getHeader();
            }
        } catch (CsvParseException | java.io.IOException | IllegalArgumentException e) {
            throw ScriptFault.of(path, "It is not CSV with a row of names first: " + e.getMessage());
        }
        columns.put(name, header);
        return rows;
    }

    private static Map<String, Object[]> json(String path, String text) {
        Map<String, Object[]> rows = new HashMap<>();
        Object value;
        try {
            value = JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new ScriptFault(
                    path,
                    e.getLocation().getLineNr(),
                    e.getLocation().getColumnNr(),
                    "not JSON: " + e.getOriginalMessage());
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, row) -> add(path, rows, String.valueOf(key), present(row)));
        } else if (value instanceof List<?> list) {
            for (Object row : list) {
                Object key = row instanceof Map<?, ?> map ? map.get("key") : null;
                if (key == null) {
                    throw ScriptFault.of(path, "Each item of the array is an object with a `key`");
                }
                add(path, rows, String.valueOf(key), present(row));
            }
        } else {
            throw ScriptFault.of(path, "It is neither an object of rows by key nor an array of objects with a `key`");
        }
        return rows;
    }

    /** Without nulls, which mean nothing here. */
    private static Object present(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((key, part) -> {
                if (part != null) {
                    fields.put(String.valueOf(key), present(part));
                }
            });
            return fields;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.stream().filter(java.util.Objects::nonNull).forEach(item -> items.add(present(item)));
            return items;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value == null ? "" : value instanceof java.math.BigInteger ? value.toString() : value;
    }

    private static void add(String path, Map<String, Object[]> rows, String key, Object row) {
        if (rows.size() >= MOST_ROWS) {
            throw ScriptFault.of(path, "It has more than " + MOST_ROWS + " rows");
        }
        rows.put(key, Flat.of(row));
    }

    /** A row; null if there is none under that key. */
    public Object @Nullable [] find(String table, String key) {
        Map<String, Object[]> rows = tables.get(table);
        if (rows == null) {
            throw ScriptFault.of(
                    "",
                    "There is no table '" + table + "'; there are " + new java.util.TreeSet<>(tables.keySet()) + " in "
                            + FOLDER);
        }
        return rows.get(key);
    }

    /** The columns of each table; none if its rows can be of any shape. */
    Map<String, List<String>> columns() {
        return columns;
    }

    /** What is wrong with tables, by path. */
    public Map<String, ScriptFault> faults() {
        return faults;
    }
}
