package io.antiphon.care.cases;

import static io.antiphon.care.cases.Column.flag;
import static io.antiphon.care.cases.Column.list;
import static io.antiphon.care.cases.Column.number;
import static io.antiphon.care.cases.Column.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of the table of cases. */
final class Columns {

    /** By which a case is found. */
    static final Column ID = number("id", c -> c.id, (c, v) -> c.id = v);

    private static final List<Column> FIELDS = List.of(
            ID,
            number("late", c -> c.isBreached() ? 2 : c.firstWarned || c.resolutionWarned ? 1 : 0, (c, v) -> {}),
            flag("troubled", c -> !c.trouble.isEmpty(), (c, v) -> {}),
            flag("is_open", Case::isOpen, (c, v) -> {}).indexed(),
            text("unit", c -> c.unit, (c, v) -> c.unit = v),
            text("connection", c -> c.connection, (c, v) -> c.connection = v).within(),
            text("conversation", c -> c.conversation, (c, v) -> c.conversation = v)
                    .within(),
            text("channel", c -> c.channel, (c, v) -> c.channel = v),
            text("kind", c -> c.kind, (c, v) -> c.kind = v).within(),
            list("channels", c -> c.channels, (c, v) -> c.channels = v).within(),
            text("profile", c -> c.profile, (c, v) -> c.profile = v).indexed(),
            flag("vip", c -> c.vip, (c, v) -> c.vip = v).within(),
            text("subject", c -> c.subject, (c, v) -> c.subject = v).within(),
            text("language", c -> c.language, (c, v) -> c.language = v).within(),
            flag("language_fixed", c -> c.languageFixed, (c, v) -> c.languageFixed = v)
                    .within(),
            list("topics", c -> c.topics, (c, v) -> c.topics = v),
            text("sentiment", c -> c.sentiment, (c, v) -> c.sentiment = v).within(),
            number("traits", c -> c.traits, (c, v) -> c.traits = (int) v).within(),
            text("queue", c -> c.queue, (c, v) -> c.queue = v).indexed(),
            text("queue_why", c -> c.queueWhy, (c, v) -> c.queueWhy = v).within(),
            flag("queue_fixed", c -> c.queueFixed, (c, v) -> c.queueFixed = v).within(),
            text("level", c -> c.level, (c, v) -> c.level = v).within(),
            number("priority", c -> c.priority, (c, v) -> c.priority = (int) v).indexed(),
            text("priority_why", c -> c.priorityWhy, (c, v) -> c.priorityWhy = v)
                    .within(),
            flag("priority_fixed", c -> c.priorityFixed, (c, v) -> c.priorityFixed = v)
                    .within(),
            text("assignee", c -> c.assignee, (c, v) -> c.assignee = v).indexed(),
            text("assignee_why", c -> c.assigneeWhy, (c, v) -> c.assigneeWhy = v)
                    .within(),
            number("state", c -> c.state.ordinal(), (c, v) -> c.state = State.of((int) v)),
            number("waiting", c -> c.waiting.ordinal(), (c, v) -> c.waiting = Waiting.of((int) v)),
            list("tags", c -> c.tags, (c, v) -> c.tags = v).within(),
            number("snoozed", c -> c.snoozed, (c, v) -> c.snoozed = v),
            number("opened", c -> c.opened, (c, v) -> c.opened = v),
            number("closed", c -> c.closed, (c, v) -> c.closed = v).within(),
            text("closed_why", c -> c.closedWhy, (c, v) -> c.closedWhy = v).within(),
            text("closed_before", c -> c.closedBefore, (c, v) -> c.closedBefore = v)
                    .within(),
            number("latest_signal", c -> c.latestSignal, (c, v) -> c.latestSignal = v)
                    .within(),
            number("latest_signal_at", c -> c.latestSignalAt, (c, v) -> c.latestSignalAt = v)
                    .within(),
            number("latest_answer_at", c -> c.latestAnswerAt, (c, v) -> c.latestAnswerAt = v)
                    .within(),
            text("latest_answer_by", c -> c.latestAnswerBy, (c, v) -> c.latestAnswerBy = v)
                    .within(),
            number("signals", c -> c.signals, (c, v) -> c.signals = (int) v).within(),
            number("unanswered", c -> c.unanswered, (c, v) -> c.unanswered = (int) v),
            number("pending", c -> c.pending, (c, v) -> c.pending = (int) v),
            text("trouble", c -> c.trouble, (c, v) -> c.trouble = v).within(),
            number("former", c -> c.former, (c, v) -> c.former = v).within(),
            number("relevant", c -> c.relevant, (c, v) -> c.relevant = v).within(),
            text("relevant_by", c -> c.relevantBy, (c, v) -> c.relevantBy = v).within(),
            text("relevant_what", c -> c.relevantWhat, (c, v) -> c.relevantWhat = v)
                    .within(),
            number("changed", c -> c.changed, (c, v) -> c.changed = v),
            number("first_from", c -> c.firstFrom, (c, v) -> c.firstFrom = v).within(),
            number("first_due", c -> c.firstDue, (c, v) -> c.firstDue = v).within(),
            number("first_warn", c -> c.firstWarn, (c, v) -> c.firstWarn = v).within(),
            flag("first_warned", c -> c.firstWarned, (c, v) -> c.firstWarned = v)
                    .within(),
            flag("first_breached", c -> c.firstBreached, (c, v) -> c.firstBreached = v)
                    .within(),
            number("resolution_from", c -> c.resolutionFrom, (c, v) -> c.resolutionFrom = v)
                    .within(),
            number("resolution_due", c -> c.resolutionDue, (c, v) -> c.resolutionDue = v)
                    .within(),
            number("resolution_warn", c -> c.resolutionWarn, (c, v) -> c.resolutionWarn = v)
                    .within(),
            number("resolution_left", c -> c.resolutionLeft, (c, v) -> c.resolutionLeft = v)
                    .within(),
            number("resolution_warn_left", c -> c.resolutionWarnLeft, (c, v) -> c.resolutionWarnLeft = v)
                    .within(),
            flag("resolution_warned", c -> c.resolutionWarned, (c, v) -> c.resolutionWarned = v)
                    .within(),
            flag("resolution_breached", c -> c.resolutionBreached, (c, v) -> c.resolutionBreached = v)
                    .within(),
            number("silence_at", c -> c.silenceAt, (c, v) -> c.silenceAt = v).within(),
            number("close_at", c -> c.closeAt, (c, v) -> c.closeAt = v).within(),
            number("due", c -> c.due, (c, v) -> c.due = v).indexed(),
            number("alarm", c -> c.alarm, (c, v) -> c.alarm = v).indexed());

    private static final List<Column> WITHIN =
            FIELDS.stream().filter(Column::packed).toList();

    /** All columns; the id is the first. */
    static final List<Column> ALL = Stream.concat(
                    FIELDS.stream().filter(column -> !column.packed()),
                    Stream.of(text("rest", Columns::pack, Columns::unpack)))
            .toList();

    /** Their names, in that order. */
    static final String NAMES = ALL.stream().map(Column::name).collect(Collectors.joining(", "));

    private static final char SEPARATOR = 0x1F;

    private Columns() {}

    private static String pack(Case one) {
        StringBuilder rest = new StringBuilder(256);
        for (Column column : WITHIN) {
            rest.append(column.get().apply(one).replace(SEPARATOR, ' ')).append(SEPARATOR);
        }
        return rest.toString();
    }

    private static void unpack(Case one, String rest) {
        int from = 0;
        for (Column column : WITHIN) {
            int to = rest.indexOf(SEPARATOR, from);
            column.set().accept(one, rest.substring(from, to));
            from = to + 1;
        }
    }

    /** The case of a row that was selected by {@link #NAMES}. */
    static Case read(ResultSet row) throws SQLException {
        Case one = new Case();
        for (int i = 0; i < ALL.size(); i++) {
            ALL.get(i).reading().read(row, i + 1, one);
        }
        return one;
    }
}
