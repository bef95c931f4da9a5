package de.komcert.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.Socket;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.google.re2j.Matcher;
import de.komcert.archive.Collection;
import de.komcert.evtx.EvtxReader;
import de.komcert.logs.Inputs;
import de.komcert.sigma.RuleSet;
import de.komcert.traces.Entry;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.tukaani.xz.XZInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The field tool works at the side of a machine that may be watched by whoever broke into it. */
class OfflineTests {

    /** A class of the tool and of each library in it. */
    private static final List<Class<?>> OF_EACH = List.of(
            Komcert.class,
            Inputs.class,
            Entry.class,
            EvtxReader.class,
            RuleSet.class,
            Collection.class,
            Matcher.class,
            Load.class,
            XZInputStream.class);

    /** Sockets, addresses that are looked up, and clients; what only takes an address apart is none of it. */
    private static final Pattern NETWORK = Pattern.compile("java/net/http/.*|javax?/net/(ssl/)?\\w*Socket\\w*"
            + "|java/net/(URL|Inet\\w*Address|\\w*URLConnection|NetworkInterface)"
            + "|java/nio/channels/\\w*(Socket|Datagram|Network)\\w*|javax/naming/.*|java/rmi/.*");

    @Test
    void nothingInTheFieldToolCanOpenAConnection() throws Exception {
        for (var one : OF_EACH) {
            var users = new TreeSet<String>();
            int seen = 0;
            for (var type : Compiled.beside(one)) {
                seen++;
                if (!network(type).isEmpty()) {
                    users.add(ClassFile.of().parse(type).thisClass().asInternalName() + " " + network(type));
                }
            }
            assertThat(seen).as("classes beside %s", one).isGreaterThan(10);
            assertThat(users)
                    .as(
                            "classes that use the network, though a connection would warn an attacker and carry evidence away")
                    .isEmpty();
        }
    }

    @Test
    void whoeverOpensAConnectionWouldBeSeen() throws IOException {
        try (var itself = OfflineTests.class.getResourceAsStream("OfflineTests$Opening.class")) {
            assertThat(network(itself.readAllBytes())).containsExactly("java/net/Socket");
        }
    }

    private static final class Opening {
        Socket socket() {
            return new Socket();
        }
    }

    private static List<String> network(byte[] type) {
        return StreamSupport.stream(ClassFile.of().parse(type).constantPool().spliterator(), false)
                .filter(ClassEntry.class::isInstance)
                .map(entry -> ((ClassEntry) entry).asInternalName())
                .filter(NETWORK.asMatchPredicate())
                .toList();
    }
}
