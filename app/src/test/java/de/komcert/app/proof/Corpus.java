package de.komcert.app.proof;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values that would run, break out or break something if any place took them for more than text. */
final class Corpus {

    /** What stands in every value, so that it is found again. */
    static final String MARK = "boese";

    static final int LONG = 60_000;

    private Corpus() {}

    static Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put("script", "\"><script>boese()</script></textarea><script>boese()</script>");
        values.put("events", "' autofocus onfocus=boese() x='\"><img src=x onerror=boese()><svg/onload=boese()>");
        values.put(
                "addresses", "javascript:boese() data:text/html,<script>boese()</script> <a href=javascript:boese()>");
        values.put("frames", "</title></style></select><iframe srcdoc=boese><base href=//boese.example/><!-- ]]>");
        values.put(
                "templates",
                "${7*7} #{7*7} *{T(java.lang.Runtime)} @{boese} !{boese} {{7*7}} <%= boese %> $unsafe{boese}");
        values.put("messages", "{0} {1,number} '{' boese '' {boese");
        values.put("paths", "../../../../boese/passwd ..%2f..%5cboese%00.txt C:\\boese\\..\\x");
        values.put("formula", "=1+1+HYPERLINK(\"http://boese.example\")");
        values.put("sum", "@SUM(1;boese)");
        values.put("sql", "boese'; drop table incident.incident; -- \" \\ $$ %_");
        values.put("ldap", "*)(uid=*))(|(uid=boese)(cn=*\\00");
        values.put("header", "boese\r\nX-Boese: 1\r\n\r\n<b>boese</b>");
        values.put("nul", "boese\0ende\u0001\u001b[31m\u0007");
        values.put("directions", "boese \u202Egnp.exe\u202C \u2066x\u2069 zero\u200Bwidth\u2060\uFEFF");
        values.put(
                "signs",
                "boese \uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDC67 e\u0301 Z\u0335\u0336\u0337 \uFDFA \u2028\u2029");
        values.put(
                "entities",
                "&lt;b&gt;boese&#60;script&#62; &amp;amp; <!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;");
        values.put("300", "boese".repeat(60));
        return values;
    }
}
