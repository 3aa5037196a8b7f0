package io.antiphon.connector.mail;

import io.antiphon.connector.mail.Mailbox.Item;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is new in an open folder: reads, makes durable, only then marks at the server, and only then moves its
 * checkpoint on. Whatever is interrupted in between is heard again and recognised.
 */
record Round(Hearing hearing, Intake intake, Clock clock) {

    private static final String STUCK = "stuck";
    private static final int BATCH = 50;
    private static final long BATCH_BYTES = 8L << 20;
    private static final int HEAD = 256 << 10;
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /** Everything that is new; returns how many mails that were. */
    int run(Mailbox box) throws MessagingException, IOException, InterruptedException {
        String place = Checkpoint.place(hearing.server(), hearing.folder());
        Checkpoint known = intake.recall(Checkpoint.KEY)
                .flatMap(text -> Checkpoint.of(text, place))
                .orElse(null);
        long validity = box.validity();
        if (known != null && known.validity() == validity) {
            List<Item> items = box.after(known.uid(), Long.MAX_VALUE);
            hear(box, items, known);
            return items.size();
        }
        long last = box.last();
        List<Item> items = known == null
                ? first(box, last)
                : box.unreadOrSince(known.begun().minus(CLOCKS_DIFFER));
        Instant begun = known != null ? known.begun() : hearing.begin().equals("all") ? Instant.EPOCH : clock.instant();
        hear(box, items.stream().filter(item -> item.uid() <= last).toList(), null);
        intake.remember(Checkpoint.KEY, new Checkpoint(place, validity, last, begun).toString());
        return items.size();
    }

    private List<Item> first(Mailbox box, long last) throws MessagingException {
        return switch (hearing.begin()) {
            case "all" -> box.after(0, last);
            case "new" -> List.of();
            default -> box.unread();
        };
    }

    private void hear(Mailbox box, List<Item> items, @Nullable Checkpoint moving)
            throws MessagingException, IOException, InterruptedException {
        int done = 0;
        while (done < items.size()) {
            Map<Item, Signal> signals = new LinkedHashMap<>();
            List<Message> handled = new ArrayList<>();
            long bytes = 0;
            long uid = 0;
            while (done < items.size() && handled.size() < BATCH && bytes < BATCH_BYTES) {
                Item item = items.get(done++);
                bytes += Math.min(item.size(), hearing.reader().limits().bytes());
                uid = item.uid();
                handled.add(item.message());
                read(box, item, signals);
            }
            accept(box, signals);
            box.acknowledge(hearing.after(), handled);
            if (moving != null) {
                intake.remember(Checkpoint.KEY, moving.at(uid).toString());
            }
            intake.alive();
            boolean isLong = items.size() > BATCH;
            intake.progress(isLong ? hearing.folder() + ": " + done + " of " + items.size() + " mails" : "");
        }
    }

    private void read(Mailbox box, Item item, Map<Item, Signal> signals) throws MessagingException, IOException {
        long most = hearing.reader().limits().bytes();
        boolean isTooLarge = item.size() > most;
        byte[] mail = fetched(box, item, isTooLarge ? HEAD : Math.toIntExact(most + 1));
        if (mail == null) {
            return;
        }
        if (isTooLarge) {
            String size = "It has " + item.size() + " bytes, more than the limit of " + most;
            intake.reject(received(mail, item, box), size + "; only its head is kept here, the whole is at the server");
            return;
        }
        try {
            signals.put(item, hearing.reader().read(mail, arrived(item)));
        } catch (UnreadableMailException | RuntimeException e) {
            intake.reject(received(mail, item, box), reason(e));
        }
    }

    /** A mail that the server cannot hand over, twice, is put aside, so that it does not silence all later ones. */
    private byte @Nullable [] fetched(Mailbox box, Item item, int most) throws MessagingException, IOException {
        String name = box.validity() + " " + item.uid();
        try {
            byte[] mail = box.read(item.message(), most);
            if (mail == null || mail.length > 0 || item.size() <= 0) {
                return mail;
            }
            throw new IOException("The server hands over nothing of the mail " + item.uid());
        } catch (FolderClosedException | StoreClosedException e) {
            throw e;
        } catch (MessagingException | IOException e) {
            if (!intake.recall(STUCK).orElse("").equals(name)) {
                intake.remember(STUCK, name);
                throw e;
            }
            intake.remember(STUCK, "");
            byte[] nothing = "(not handed over)".getBytes(StandardCharsets.US_ASCII);
            intake.reject(received(nothing, item, box), "The server does not hand it over: " + Failure.words(e));
            return null;
        }
    }

    private Instant arrived(Item item) {
        return item.arrived().equals(Instant.EPOCH) ? clock.instant() : item.arrived();
    }

    private static String reason(Exception e) {
        String said = e.getMessage();
        return e instanceof UnreadableMailException && said != null ? said : "Reading it failed: " + e;
    }

    /** The mail as it will be read again; the same mail at another place is the same letter. */
    private Received received(byte[] mail, Item item, Mailbox box) throws MessagingException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "message/rfc822");
        headers.put("arrived", arrived(item).toString());
        headers.put("folder", hearing.folder());
        headers.put("uidvalidity", String.valueOf(box.validity()));
        headers.put("uid", String.valueOf(item.uid()));
        headers.put("size", String.valueOf(Math.max(item.size(), mail.length)));
        return new Received(mail, headers, hearing.folder() + " " + MailReader.name(mail));
    }

    /** All at once; and if something is wrong with one of them, each alone, so that it does not silence the others. */
    private void accept(Mailbox box, Map<Item, Signal> signals)
            throws MessagingException, IOException, InterruptedException {
        if (signals.isEmpty()) {
            return;
        }
        try {
            intake.acceptPatiently(List.copyOf(signals.values()));
        } catch (AntiphonException e) {
            if (e.code() != AntiphonException.Code.INVALID && e.code() != AntiphonException.Code.TOO_LARGE) {
                throw e;
            }
            for (Map.Entry<Item, Signal> each : signals.entrySet()) {
                if (signals.size() > 1) {
                    accept(box, Map.of(each.getKey(), each.getValue()));
                } else {
                    refuse(box, each.getKey(), e);
                }
            }
        }
    }

    private void refuse(Mailbox box, Item item, AntiphonException why) throws MessagingException, IOException {
        byte[] mail = box.read(
                item.message(), Math.toIntExact(hearing.reader().limits().bytes()));
        if (mail != null) {
            intake.reject(received(mail, item, box), reason(why));
        }
    }
}
