package de.komcert.evtx;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class XmlWriterTests {

    /** Each value is found through the fields and again in the XML, read by another's parser, and in the same order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evtx/format-samples/system.evtx",
                "evtx/format-samples/security.evtx",
                "evtx/format-samples/sysmon.evtx",
                "evtx/format-samples/MSExchange_Management_wec.evtx",
                "evtx/format-samples/E_Windows_system32_winevt_logs_Microsoft-Windows-CAPI2%4Operational.evtx",
            })
    void xmlHoldsWhatTheFieldsHold(String log) throws Exception {
        var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var file = SharedData.folder("evtx").getParent().resolve(log);
        int records = 0;
        for (var pair : pairs(file, parser)) {
            assertThat(pair.fromXml()).isEqualTo(pair.fromFields());
            records++;
        }
        assertThat(records).isPositive();
    }

    private record Pair(List<String> fromXml, List<String> fromFields) {}

    private static List<Pair> pairs(Path file, DocumentBuilder parser) throws Exception {
        var pairs = new ArrayList<Pair>();
        try (var channel = FileChannel.open(file)) {
            var reader = new EvtxReader().open(channel, finding -> {});
            while (reader.next()) {
                var record = reader.record();
                var fromFields = new ArrayList<String>();
                record.forEachField((name, value) -> {
                    for (var elements = value.elements(); elements.next(); ) {
                        add(fromFields, name, elements.value().text());
                    }
                });
                var fromXml = new ArrayList<String>();
                collect(parse(record.toXml(), parser), fromXml);
                fromFields.sort(null);
                fromXml.sort(null);
                pairs.add(new Pair(fromXml, fromFields));
            }
        }
        return pairs;
    }

    private static Element parse(String xml, DocumentBuilder parser) throws Exception {
        return parser.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static void collect(Element element, List<String> into) throws IOException {
        var attributes = element.getAttributes();
        boolean isData = element.getTagName().equals("Data") && element.hasAttribute("Name");
        for (int i = 0; i < attributes.getLength(); i++) {
            var name = attributes.item(i).getNodeName();
            if (!name.startsWith("xmlns") && !(isData && name.equals("Name"))) {
                add(into, element.getTagName() + "_" + name, attributes.item(i).getNodeValue());
            }
        }
        boolean isLeaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                isLeaf = false;
                collect(inner, into);
            }
        }
        if (isLeaf) {
            add(into, isData ? element.getAttribute("Name") : element.getTagName(), element.getTextContent());
        }
    }

    /** Without what one side shows as an empty element and the other leaves out. */
    private static void add(List<String> into, String name, String value) {
        if (!value.isEmpty()) {
            // XML cannot hold control characters; both sides lose them.
            into.add(name + "=" + value.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd"));
        }
    }
}
