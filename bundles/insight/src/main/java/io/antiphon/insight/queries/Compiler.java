package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Expression.And;
import io.antiphon.insight.queries.Expression.Has;
import io.antiphon.insight.queries.Expression.Is;
import io.antiphon.insight.queries.Expression.Near;
import io.antiphon.insight.queries.Expression.Not;
import io.antiphon.insight.queries.Expression.Or;
import io.antiphon.insight.queries.Expression.Within;
import io.antiphon.insight.queries.Expression.Word;
import io.antiphon.insight.queries.Expression.Words;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes nodes of what queries say, and numbers what they look for. */
final class Compiler {

    private final Keys keys;
    private final Set<String> fields = new TreeSet<>();

    Compiler(Keys keys) {
        this.keys = keys;
    }

    /** The fields whose values are keys. */
    List<String> fields() {
        return List.copyOf(fields);
    }

    Node node(Expression expression) {
        if (expression instanceof Words words) {
            int[] numbers = numbers(words);
            return numbers.length == 1 ? new Node.One(numbers[0]) : new Node.Phrase(numbers);
        } else if (expression instanceof And and) {
            return new Node.All(and.parts().stream().map(this::node).toArray(Node[]::new));
        } else if (expression instanceof Or or) {
            return new Node.Any(or.parts().stream().map(this::node).toArray(Node[]::new));
        } else if (expression instanceof Not not) {
            return new Node.None(node(not.part()));
        } else if (expression instanceof Near near) {
            return near(near);
        }
        return field(expression);
    }

    private Node field(Expression expression) {
        if (expression instanceof Is is) {
            if (is.field().equals(Fields.LANGUAGE)) {
                return new Node.Asked(document -> language(document.value(Fields.LANGUAGE), is.value()));
            }
            return new Node.Valued(number(is));
        } else if (expression instanceof Within within) {
            return new Node.Asked(document -> within(document.value(within.field()), within));
        } else if (expression instanceof Has has) {
            return new Node.Asked(document -> document.value(has.field()) != null);
        }
        throw new IllegalArgumentException("No node for " + expression);
    }

    /** The key of a field's value. */
    int number(Is is) {
        fields.add(is.field());
        return keys.put(Keys.FIELD, Document.key(is.field(), is.value()));
    }

    private static boolean language(@org.jspecify.annotations.Nullable Object is, String wanted) {
        return is instanceof String tag
                && tag.startsWith(wanted)
                && (tag.length() == wanted.length() || tag.charAt(wanted.length()) == '-');
    }

    private static boolean within(@org.jspecify.annotations.Nullable Object value, Within within) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(each -> within(each, within));
        }
        return value instanceof Number number && within.holds(number.doubleValue());
    }

    /** The keys of a phrase's words. */
    int[] numbers(Words words) {
        return words.words().stream().mapToInt(this::number).toArray();
    }

    private int number(Word word) {
        return keys.put(kind(word.mode()), word.text());
    }

    static int kind(Expression.Mode mode) {
        return switch (mode) {
            case EXACT -> Keys.WORD;
            case STEM -> Keys.STEM;
            case PREFIX -> Keys.PREFIX;
        };
    }

    private Node near(Near near) {
        Node.Phrase[][] operands = near.operands().stream()
                .map(operand -> alternatives(operand).stream()
                        .map(words -> new Node.Phrase(numbers(words)))
                        .toArray(Node.Phrase[]::new))
                .toArray(Node.Phrase[][]::new);
        return new Nearby(
                operands, near.distances().stream().mapToInt(Integer::intValue).toArray());
    }

    /** What an operand of NEAR may be. */
    static List<Words> alternatives(Expression operand) {
        if (operand instanceof Or or) {
            return or.parts().stream().map(Words.class::cast).toList();
        }
        return List.of((Words) operand);
    }
}
